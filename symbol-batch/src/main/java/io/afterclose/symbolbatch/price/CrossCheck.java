package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.market.quality.SeriesJudge;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands after the other providers were called for a symbol of which one reported a suspect
 * move, a change of basis, or a close that is no price.
 *
 * <p>A second answer that is without a suspect move, by its own splits and dividends, and holds
 * each disputed session is taken as a whole, closes and actions together, never a patchwork of
 * both. Otherwise a suspect close that it contradicts is no price, and the others stay, flagged. A
 * session of which the first has only a rejected close is filled from the second, with its actions
 * of that session, if both agree on the other sessions.
 *
 * @param rows those that stand, oldest first
 * @param quarantined what is no price of all that was answered
 * @param actions those that belong to the rows, each under the source that reports it
 */
record CrossCheck(
    List<PriceRow> rows, List<QuarantinedValue> quarantined, List<ActionReport> actions) {

  private static final int SHARED_DATES = 3;

  /**
   * Asks only where a value is rejected or suspect.
   *
   * @param others calls the providers other than the one that answered
   */
  static CrossCheck on(Symbol symbol, ValidatedResponse first, Supplier<ValidatedResponse> others) {
    if (!first.disputed()) {
      return new CrossCheck(first.rows(), first.quarantined(), List.of(first.actions(symbol)));
    }
    ValidatedResponse second = others.get();
    Map<LocalDate, PriceRow> bySession =
        second.rows().stream().collect(Collectors.toMap(CrossCheck::day, Function.identity()));
    boolean doubtful = first.changedBasis() || !first.suspectDays().isEmpty();
    return doubtful && replaces(first, second, bySession)
        ? replaced(symbol, first, second, bySession)
        : filled(symbol, first, second, bySession);
  }

  /** Whether the second answer can stand in the place of the first. */
  private static boolean replaces(
      ValidatedResponse first, ValidatedResponse second, Map<LocalDate, PriceRow> bySession) {
    Set<LocalDate> disputed = new HashSet<>(first.suspectDays());
    disputed.addAll(first.rejected());
    return !second.rows().isEmpty()
        && second.suspectDays().isEmpty()
        && !second.changedBasis()
        && disputed.stream().allMatch(session -> credible(bySession.get(session)));
  }

  /** The first keeps those of its actions that the second reports as well. */
  private static CrossCheck replaced(
      Symbol symbol,
      ValidatedResponse first,
      ValidatedResponse second,
      Map<LocalDate, PriceRow> bySession) {
    List<QuarantinedValue> quarantined = new ArrayList<>(first.quarantined());
    for (PriceRow row : first.rows()) {
      PriceRow counterpart = bySession.get(day(row));
      if (counterpart != null && suspect(row) && !agrees(row, counterpart)) {
        quarantined.add(contradiction(row, counterpart));
      }
    }
    quarantined.addAll(second.quarantined());
    List<CorporateAction> shared =
        first.answer().actions().stream()
            .filter(
                action ->
                    second.answer().actions().stream().anyMatch(other -> sameKey(action, other)))
            .toList();
    ActionReport firstReport =
        new ActionReport(symbol, first.source(), first.rank(), shared, first.answer().complete());
    return new CrossCheck(second.rows(), quarantined, List.of(firstReport, second.actions(symbol)));
  }

  private static CrossCheck filled(
      Symbol symbol,
      ValidatedResponse first,
      ValidatedResponse second,
      Map<LocalDate, PriceRow> bySession) {
    List<PriceRow> rows = new ArrayList<>();
    List<QuarantinedValue> quarantined = new ArrayList<>(first.quarantined());
    Set<LocalDate> open = new HashSet<>(first.rejected());
    for (PriceRow row : first.rows()) {
      PriceRow counterpart = bySession.get(day(row));
      if (counterpart != null && suspect(row) && !agrees(row, counterpart)) {
        quarantined.add(contradiction(row, counterpart));
        open.add(day(row));
      } else {
        rows.add(row);
      }
    }
    boolean nothingStands = rows.isEmpty();
    CrossCheck standing =
        new CrossCheck(
            rows, quarantined, List.of((nothingStands ? second : first).actions(symbol)));
    return nothingStands || agreeing(rows, bySession) >= Math.min(SHARED_DATES, rows.size())
        ? standing.filledFrom(second, symbol, open)
        : standing.withQuarantined(second, open);
  }

  /**
   * Whether an answer may fill sessions that this one leaves out: it has the same close on at least
   * three others, or there is nothing that it could differ from.
   *
   * @param stored the closes that are stored, USD
   */
  boolean agreesWith(ValidatedResponse next, Map<LocalDate, BigDecimal> stored) {
    Map<LocalDate, BigDecimal> closes = new HashMap<>(stored);
    rows.forEach(row -> closes.put(day(row), row.bar().close()));
    long shared =
        next.closes().entrySet().stream()
            .filter(
                other -> {
                  BigDecimal close = closes.get(other.getKey());
                  return close != null && SeriesJudge.same(other.getValue(), close);
                })
            .count();
    return rows.isEmpty() || (!next.changedBasis() && shared >= SHARED_DATES);
  }

  /**
   * The same with what another answer has of some sessions, its actions of those sessions included.
   */
  CrossCheck filledFrom(ValidatedResponse other, Symbol symbol, Set<LocalDate> sessions) {
    List<PriceRow> found =
        other.rows().stream().filter(row -> sessions.contains(day(row)) && credible(row)).toList();
    List<PriceRow> all = new ArrayList<>(rows);
    all.addAll(found);
    all.sort(Comparator.comparing(CrossCheck::day));
    List<ActionReport> reports =
        found.isEmpty() ? actions : reports(symbol, other, found.stream().map(CrossCheck::day));
    return new CrossCheck(all, quarantined, reports).withQuarantined(other, sessions);
  }

  /** Those that there are, and what another answer reports of some days. */
  private List<ActionReport> reports(
      Symbol symbol, ValidatedResponse other, Stream<LocalDate> days) {
    Set<LocalDate> ofDays = days.collect(Collectors.toSet());
    ActionReport report =
        actions.stream()
            .filter(before -> before.source().equals(other.source()))
            .findFirst()
            .orElseGet(
                () -> new ActionReport(symbol, other.source(), other.rank(), List.of(), null));
    List<CorporateAction> all =
        Stream.concat(
                report.actions().stream(),
                other.answer().actions().stream()
                    .filter(action -> ofDays.contains(action.exDate())))
            .distinct()
            .toList();
    return Stream.concat(
            actions.stream().filter(before -> !before.equals(report)),
            Stream.of(
                new ActionReport(symbol, report.source(), report.rank(), all, report.complete())))
        .toList();
  }

  /** The same with what another answer has of some sessions that is no price. */
  private CrossCheck withQuarantined(ValidatedResponse other, Set<LocalDate> sessions) {
    List<QuarantinedValue> all = new ArrayList<>(quarantined);
    other.quarantined().stream()
        .filter(value -> isOf(sessions, value) && !quarantined.contains(value))
        .forEach(all::add);
    return new CrossCheck(rows, all, actions);
  }

  private static long agreeing(List<PriceRow> rows, Map<LocalDate, PriceRow> bySession) {
    return rows.stream().filter(row -> agrees(row, bySession.get(day(row)))).count();
  }

  private static boolean sameKey(CorporateAction first, CorporateAction second) {
    return first.exDate().equals(second.exDate()) && first.kind() == second.kind();
  }

  private static LocalDate day(PriceRow row) {
    return row.bar().date();
  }

  private static boolean suspect(PriceRow row) {
    return row.flags().contains(PriceFlag.SUSPECT_JUMP);
  }

  private static boolean credible(@Nullable PriceRow row) {
    return row != null && row.flags().isEmpty();
  }

  private static boolean agrees(PriceRow row, @Nullable PriceRow counterpart) {
    return counterpart != null && SeriesJudge.same(row.bar().close(), counterpart.bar().close());
  }

  private static boolean isOf(Set<LocalDate> days, QuarantinedValue value) {
    return days.stream().anyMatch(day -> value.date().equals(day.toString()));
  }

  private static QuarantinedValue contradiction(PriceRow row, PriceRow counterpart) {
    return new QuarantinedValue(
        row.bar().symbol().text(),
        day(row).toString(),
        "CONTRADICTED",
        "close is %s, %s has %s".formatted(plain(row), counterpart.source(), plain(counterpart)),
        row.source(),
        row.bar().close());
  }

  private static String plain(PriceRow row) {
    return row.bar().close().stripTrailingZeros().toPlainString();
  }
}
