package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.quant.price.CorporateAction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the other providers for a symbol of which one reported a suspect move or a close
 * that is no price. A close within one per cent confirms a move, another one contradicts it, and
 * where there is no other provider the move stands, flagged. What was rejected or contradicted is
 * taken from the others.
 *
 * @param rows those that stand, oldest first
 * @param quarantined what is no price of all that was answered
 * @param actions of the provider that the rows are from
 */
record CrossCheck(
    List<PriceRow> rows, List<QuarantinedValue> quarantined, List<CorporateAction> actions) {

  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  /**
   * Asks only where a value is rejected or suspect.
   *
   * @param others calls the providers other than the one that answered
   */
  static CrossCheck on(ValidatedResponse first, Supplier<ValidatedResponse> others) {
    if (first.rejected().isEmpty() && first.rows().stream().noneMatch(CrossCheck::suspect)) {
      return new CrossCheck(first.rows(), first.quarantined(), first.answer().actions());
    }
    return compared(first, others.get());
  }

  private static CrossCheck compared(ValidatedResponse first, ValidatedResponse second) {
    Map<LocalDate, PriceRow> byDate =
        second.rows().stream().collect(Collectors.toMap(CrossCheck::day, Function.identity()));
    List<PriceRow> rows = new ArrayList<>();
    List<QuarantinedValue> quarantined = new ArrayList<>(first.quarantined());
    Set<LocalDate> open = new HashSet<>(first.rejected());
    for (PriceRow row : first.rows()) {
      PriceRow counterpart = byDate.get(day(row));
      if (counterpart != null && suspect(row) && contradicts(row, counterpart)) {
        quarantined.add(contradiction(row, counterpart));
        open.add(day(row));
      } else {
        rows.add(row);
      }
    }
    boolean nothingStands = rows.isEmpty();
    open.stream().map(byDate::get).filter(CrossCheck::credible).forEach(rows::add);
    rows.sort(Comparator.comparing(CrossCheck::day));
    second.quarantined().stream().filter(value -> isOf(open, value)).forEach(quarantined::add);
    return new CrossCheck(rows, quarantined, (nothingStands ? second : first).answer().actions());
  }

  private static LocalDate day(PriceRow row) {
    return row.bar().date();
  }

  private static boolean suspect(PriceRow row) {
    return row.flags().contains(PriceFlag.SUSPECT_JUMP);
  }

  private static boolean credible(@Nullable PriceRow row) {
    return row != null && !suspect(row);
  }

  private static boolean isOf(Set<LocalDate> days, QuarantinedValue value) {
    return days.stream().anyMatch(day -> value.date().equals(day.toString()));
  }

  private static boolean contradicts(PriceRow row, PriceRow counterpart) {
    BigDecimal close = counterpart.bar().close();
    return row.bar().close().subtract(close).abs().compareTo(TOLERANCE.multiply(close)) > 0;
  }

  private static QuarantinedValue contradiction(PriceRow row, PriceRow counterpart) {
    return new QuarantinedValue(
        row.bar().symbol().text(),
        day(row).toString(),
        "CONTRADICTED",
        "close is %s, %s has %s".formatted(plain(row), counterpart.source(), plain(counterpart)),
        row.source());
  }

  private static String plain(PriceRow row) {
    return row.bar().close().stripTrailingZeros().toPlainString();
  }
}
