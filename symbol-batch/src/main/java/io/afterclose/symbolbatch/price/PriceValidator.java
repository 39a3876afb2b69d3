package io.afterclose.symbolbatch.price;

import io.afterclose.database.text.Printable;
import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.market.quality.SeriesJudge;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.price.Sessions;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one symbol's answer what is a price, what is suspect, and what is none. A session
 * whose stored price is final is not judged again: its stored close is what others are judged by.
 */
final class PriceValidator {

  private static final int PRICE_SCALE = 8;
  private static final BigDecimal HALF_A_SHARE = new BigDecimal("0.5");
  private static final BigDecimal RANGE_NOISE = new BigDecimal("0.000001");

  private final Sessions sessions;
  private final LocalDate firstProvisional;
  private final PriceGap gap;
  private final String source;
  private final int rank;
  private final boolean option;
  private final SeriesJudge judge;

  private final List<QuarantinedValue> quarantined = new ArrayList<>();
  private final Set<LocalDate> refused = new TreeSet<>();
  private final Map<LocalDate, BigDecimal> answered = new HashMap<>();
  private int duplicates;
  private boolean changedBasis;

  /**
   * @param sessions those on which prices are wanted; a bar of another day is none
   * @param firstProvisional the first session whose price may still be corrected
   * @param gap the symbol's, with its newest stored close before the answer
   * @param rank the place of the source in the order of providers, from 1
   * @param option options jump without being wrong
   */
  PriceValidator(
      Sessions sessions,
      LocalDate firstProvisional,
      PriceGap gap,
      String source,
      int rank,
      boolean option,
      Collection<CorporateAction> actions) {
    this.sessions = sessions;
    this.firstProvisional = firstProvisional;
    this.gap = gap;
    this.source = source;
    this.rank = rank;
    this.option = option;
    this.judge = new SeriesJudge(gap, actions);
  }

  /**
   * Rows to store, oldest first, one per session whose price is not final.
   *
   * @param bars in any order
   */
  List<PriceRow> check(List<ProviderBar> bars) {
    @Nullable DailyBar[] days = dailyBars(onePerSession(bars));
    SortedMap<LocalDate, BigDecimal> closes = new TreeMap<>();
    for (DailyBar bar : days) {
      if (bar != null) {
        closes.put(bar.date(), bar.close());
      }
    }
    Set<LocalDate> changed = option ? Set.of() : judge.changedBasis(closes);
    boolean storedAreWrong = !changed.isEmpty() && storedAreWrong(closes, changed);
    for (LocalDate date : storedAreWrong ? Set.<LocalDate>of() : changed) {
      BigDecimal stored = Objects.requireNonNull(gap.storedCloses().get(date), "a stored close");
      BigDecimal close = Objects.requireNonNull(closes.put(date, stored));
      days[sessions.indexOf(date)] = null;
      if (!gap.finalDates().contains(date)) {
        changedBasis = true;
        quarantined.add(changedBasis(date, close, stored));
      }
    }
    for (DailyBar bar : days) {
      if (bar != null) {
        answered.put(bar.date(), bar.close());
      }
    }
    Set<LocalDate> settled = new TreeSet<>(gap.finalDates());
    settled.retainAll(gap.storedCloses().keySet());
    if (storedAreWrong) {
      settled.clear();
    }
    settled.forEach(date -> closes.computeIfPresent(date, gap.storedCloses()::getOrDefault));
    Set<LocalDate> suspect = option ? Set.of() : judge.suspectMoves(closes, settled);
    return rows(days, closes, suspect);
  }

  /** A row of each bar whose price is not final, judged by the close before it. */
  private List<PriceRow> rows(
      @Nullable DailyBar[] days, Map<LocalDate, BigDecimal> closes, Set<LocalDate> suspect) {
    List<PriceRow> rows = new ArrayList<>(closes.size());
    LocalDate previousDate = gap.previousDate();
    BigDecimal previousClose = gap.previousClose();
    for (Map.Entry<LocalDate, BigDecimal> day : closes.entrySet()) {
      LocalDate date = day.getKey();
      int at = sessions.indexOf(date);
      DailyBar bar = days[at];
      if (bar != null && !gap.finalDates().contains(date)) {
        boolean consecutive = at > 0 && sessions.at(at - 1).equals(previousDate);
        rows.add(row(bar, consecutive ? previousClose : null, suspect.contains(date)));
      }
      previousDate = date;
      previousClose = day.getValue();
    }
    return rows;
  }

  /** Whether only the answer makes sense by itself, and not with the stored closes in it. */
  private boolean storedAreWrong(SortedMap<LocalDate, BigDecimal> closes, Set<LocalDate> changed) {
    SortedMap<LocalDate, BigDecimal> asStored = new TreeMap<>(closes);
    changed.forEach(date -> asStored.replace(date, gap.storedCloses().get(date)));
    return judge.suspectMoves(closes, Set.of()).isEmpty()
        && !judge.suspectMoves(asStored, Set.of()).isEmpty();
  }

  /** Whether closes were left out because they are on another basis than the stored ones. */
  boolean changedBasis() {
    return changedBasis;
  }

  /** What was answered on the stored basis, also of sessions whose price is final. */
  Map<LocalDate, BigDecimal> answered() {
    return Map.copyOf(answered);
  }

  List<QuarantinedValue> quarantined() {
    return List.copyOf(quarantined);
  }

  /**
   * The wanted sessions of which only a close was reported that is no price.
   *
   * @param rows what {@link #check} gave
   */
  Set<LocalDate> rejected(Collection<PriceRow> rows) {
    Set<LocalDate> rejected = new TreeSet<>(refused);
    rejected.removeIf(day -> day.isBefore(gap.firstMissing()) || sessions.indexOf(day) < 0);
    rejected.removeAll(gap.finalDates());
    rows.forEach(row -> rejected.remove(row.bar().date()));
    return rejected;
  }

  int duplicates() {
    return duplicates;
  }

  /** At the index of its session; null where there is none. */
  private @Nullable RawBar[] onePerSession(List<ProviderBar> bars) {
    @Nullable RawBar[] days = new RawBar[sessions.size()];
    for (ProviderBar bar : bars) {
      if (bar instanceof RawBar readable) {
        int at = sessions.indexOf(readable.date());
        if (admitted(readable, at)) {
          RawBar before = days[at];
          days[at] = before == null ? readable : preferred(before, readable);
        }
      } else if (bar instanceof ProviderBar.MalformedBar malformedBar) {
        malformedBar.day().ifPresent(refused::add);
        quarantine(
            malformedBar.date(),
            malformedBar.field().equals("date") ? "NOT_A_DATE" : "NOT_A_NUMBER",
            malformedBar.field() + " is '" + printable(malformedBar.text()) + "'");
      }
    }
    return days;
  }

  private RawBar preferred(RawBar first, RawBar second) {
    duplicates++;
    return RawBar.PREFERENCE.compare(first, second) >= 0 ? first : second;
  }

  /** Whether a bar is one of a session and has a close; else it is in quarantine. */
  private boolean admitted(RawBar bar, int session) {
    if (session < 0) {
      quarantine(
          bar.date(), "NOT_A_SESSION", "the exchange was closed; close " + shown(bar.close()));
      return false;
    }
    boolean price = isPrice(bar.date(), "close", bar.close());
    if (!price) {
      refused.add(bar.date());
    }
    return price;
  }

  private @Nullable DailyBar[] dailyBars(@Nullable RawBar[] bars) {
    @Nullable DailyBar[] days = new DailyBar[bars.length];
    for (int at = 0; at < bars.length; at++) {
      RawBar bar = bars[at];
      days[at] = bar == null ? null : dailyBar(bar);
    }
    return days;
  }

  private DailyBar dailyBar(RawBar bar) {
    return new DailyBar(
        gap.symbol(),
        bar.date(),
        price(bar.date(), "open", bar.open()),
        price(bar.date(), "high", bar.high()),
        price(bar.date(), "low", bar.low()),
        asStored(bar.close()),
        volume(bar.date(), bar.volume()));
  }

  /** The value as it is stored; null where it is not given, or no price and now in quarantine. */
  private @Nullable BigDecimal price(LocalDate date, String field, @Nullable BigDecimal value) {
    return value != null && isPrice(date, field, value) ? asStored(value) : null;
  }

  /** Whether a value is a price; else it is in quarantine. */
  private boolean isPrice(LocalDate date, String field, BigDecimal value) {
    PriceRange range = PriceRange.of(value);
    if (range != PriceRange.PRICE) {
      quarantine(date, range.name(), field + " is " + shown(value));
    }
    return range == PriceRange.PRICE;
  }

  private static BigDecimal asStored(BigDecimal price) {
    return price.setScale(PRICE_SCALE, RoundingMode.HALF_UP);
  }

  private @Nullable Long volume(LocalDate date, @Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    if (value.signum() < 0 || (long) value.precision() - value.scale() > 18) {
      quarantine(date, "BAD_VOLUME", "volume is " + shown(value));
      return null;
    }
    return value.compareTo(HALF_A_SHARE) < 0
        ? 0L
        : value.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private PriceRow row(DailyBar bar, @Nullable BigDecimal previousClose, boolean suspect) {
    Set<PriceFlag> flags = EnumSet.noneOf(PriceFlag.class);
    Long volume = bar.volume();
    if (previousClose != null
        && volume != null
        && volume == 0
        && bar.close().compareTo(previousClose) == 0) {
      flags.add(PriceFlag.REPEATED);
    }
    if (oddRange(bar)) {
      flags.add(PriceFlag.ODD_RANGE);
    }
    if (suspect) {
      flags.add(PriceFlag.SUSPECT_JUMP);
    }
    return new PriceRow(bar, source, rank, bar.date().isBefore(firstProvisional), flags);
  }

  /** Providers answer 32-bit floats: a difference below one in a million is noise. */
  private static boolean oddRange(DailyBar bar) {
    BigDecimal low = bar.low();
    BigDecimal high = bar.high();
    BigDecimal close = bar.close();
    return below(high, low, close) || below(high, close, close) || below(close, low, close);
  }

  private static boolean below(
      @Nullable BigDecimal first, @Nullable BigDecimal second, BigDecimal close) {
    return first != null
        && second != null
        && first.compareTo(second) < 0
        && first.add(close.multiply(RANGE_NOISE)).compareTo(second) < 0;
  }

  private QuarantinedValue changedBasis(LocalDate date, BigDecimal close, BigDecimal stored) {
    return new QuarantinedValue(
        gap.symbol().text(),
        date.toString(),
        "CHANGED_BASIS",
        "close is %s, stored is %s, by the same ratio on several days"
            .formatted(shown(close), shown(stored)),
        source,
        close);
  }

  private void quarantine(LocalDate date, String reason, String detail) {
    quarantine(date.toString(), reason, detail);
  }

  private void quarantine(String date, String reason, String detail) {
    if (gap.finalDates().stream().noneMatch(day -> day.toString().equals(date))) {
      quarantined.add(
          new QuarantinedValue(gap.symbol().text(), printable(date), reason, detail, source));
    }
  }

  private static String shown(BigDecimal value) {
    return value.precision() > 30 || Math.abs((long) value.scale()) > 30
        ? "a number of " + value.precision() + " digits and scale " + value.scale()
        : value.toPlainString();
  }

  private static String printable(String text) {
    return Printable.line(text, 40);
  }
}
