package io.afterclose.market.quality;

import io.afterclose.market.price.PriceGap;
import io.afterclose.quant.price.CorporateAction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges the closes of one answer as a series: against each other, with the splits and dividends
 * that the same provider reports, and against what is stored. Implied amounts excuse nothing, since
 * they are made of the closes themselves.
 */
public final class SeriesJudge {

  private static final BigDecimal SUSPECT_MOVE = new BigDecimal("0.40");
  private static final int NEW_LEVEL = 3;
  private static final BigDecimal SAME_CLOSE = new BigDecimal("0.01");
  private static final BigDecimal SAME_RATIO = new BigDecimal("0.001");
  private static final BigDecimal DOLLAR = BigDecimal.ONE;
  private static final BigDecimal CENT_TICK = new BigDecimal("0.01");
  private static final BigDecimal PENNY_TICK = new BigDecimal("0.0001");
  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

  private final PriceGap gap;
  private final List<CorporateAction> actions;

  /**
   * @param gap what is stored before and beside the closes
   * @param actions known of the symbol
   */
  public SeriesJudge(PriceGap gap, Collection<CorporateAction> actions) {
    this.gap = gap;
    this.actions = List.copyOf(actions);
  }

  /**
   * The sessions on which the answer is on another basis than the stored closes: at least two that
   * differ by one and the same ratio, as when a split was applied too early or too late.
   */
  public Set<LocalDate> changedBasis(Map<LocalDate, BigDecimal> closes) {
    if (gap.storedCloses().isEmpty()) {
      return Set.of();
    }
    Map<LocalDate, BigDecimal> ratios = new TreeMap<>();
    closes.forEach(
        (date, close) -> {
          BigDecimal stored = gap.storedCloses().get(date);
          if (stored != null && !same(close, stored)) {
            ratios.put(date, close.divide(stored, EXACT_ENOUGH));
          }
        });
    Set<LocalDate> changed = new TreeSet<>();
    ratios.forEach(
        (date, ratio) -> {
          if (ratios.values().stream().filter(other -> near(ratio, other)).count() >= 2) {
            changed.add(date);
          }
        });
    return changed;
  }

  /**
   * The sessions whose total return since the last close that is not suspect itself exceeds 40 %,
   * also across sessions without a close. A new level that holds for three sessions is no error any
   * more: it is the reference from then on, its first three sessions stay suspect. What is settled,
   * as an operator's price is, is never suspect, and the reference at once.
   *
   * @param days the answer by session, oldest first, those of another basis replaced by what is
   *     stored
   * @param settled sessions that are not judged themselves; what follows is judged by them
   */
  public Set<LocalDate> suspectMoves(
      SortedMap<LocalDate, BigDecimal> days, Set<LocalDate> settled) {
    Set<LocalDate> suspect = new TreeSet<>();
    LocalDate referenceDate = gap.previousDate();
    BigDecimal reference = gap.previousClose();
    LocalDate previousDate = null;
    BigDecimal previous = null;
    int onNewLevel = 0;
    for (Map.Entry<LocalDate, BigDecimal> day : days.entrySet()) {
      boolean jumped =
          !settled.contains(day.getKey())
              && jumped(referenceDate, reference, day.getKey(), day.getValue());
      if (jumped) {
        suspect.add(day.getKey());
        boolean continues =
            onNewLevel > 0 && !jumped(previousDate, previous, day.getKey(), day.getValue());
        onNewLevel = continues ? onNewLevel + 1 : 1;
      }
      if (!jumped || onNewLevel == NEW_LEVEL) {
        referenceDate = day.getKey();
        reference = day.getValue();
        onNewLevel = 0;
      }
      previousDate = day.getKey();
      previous = day.getValue();
    }
    return suspect;
  }

  private boolean jumped(
      @Nullable LocalDate since, @Nullable BigDecimal from, LocalDate date, BigDecimal to) {
    if (since == null || from == null) {
      return false;
    }
    BigDecimal shares = BigDecimal.ONE;
    BigDecimal cash = BigDecimal.ZERO;
    boolean childLeft = false;
    for (CorporateAction action : actions) {
      if (action.exDate().isAfter(since) && !action.exDate().isAfter(date)) {
        switch (action.kind()) {
          case SPLIT -> shares = shares.multiply(action.value(), EXACT_ENOUGH);
          case DIVIDEND -> cash = cash.add(action.value());
          case SPINOFF -> childLeft = true;
          // another share's close is no reference
          case LISTING -> {
            return false;
          }
          case IMPLIED, RENAME, STOCK_MERGER, CASH_MERGER, DELISTED -> {}
        }
      }
    }
    if (surelyModest(from, to, cash, shares)) {
      return false;
    }
    BigDecimal move =
        to.add(cash)
            .multiply(shares, EXACT_ENOUGH)
            .divide(from, EXACT_ENOUGH)
            .subtract(BigDecimal.ONE);
    // what the child is worth is not known here: a fall is no error
    boolean explained = childLeft && move.signum() < 0;
    return !explained && move.abs().compareTo(SUSPECT_MOVE) > 0;
  }

  /** Most moves are far from the limit, which a double tells with many digits to spare. */
  private static boolean surelyModest(
      BigDecimal from, BigDecimal to, BigDecimal cash, BigDecimal shares) {
    double move =
        (to.doubleValue() + cash.doubleValue()) * shares.doubleValue() / from.doubleValue() - 1;
    return Math.abs(move) < 0.9 * SUSPECT_MOVE.doubleValue();
  }

  /** Whether two closes agree within 1 % or one tick. */
  public static boolean same(BigDecimal first, BigDecimal second) {
    BigDecimal difference = first.subtract(second).abs();
    BigDecimal tick = second.compareTo(DOLLAR) < 0 ? PENNY_TICK : CENT_TICK;
    return difference.compareTo(SAME_CLOSE.multiply(second)) <= 0
        || difference.compareTo(tick) <= 0;
  }

  private static boolean near(BigDecimal first, BigDecimal second) {
    return first.subtract(second).abs().compareTo(SAME_RATIO.multiply(second)) <= 0;
  }
}
