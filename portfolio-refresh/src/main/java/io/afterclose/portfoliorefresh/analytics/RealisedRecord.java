package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.performance.CashFlow;
import io.afterclose.quant.performance.RealisedReturns;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The daily returns of a portfolio from the start of its last record on: one that was emptied and
 * funded again starts anew.
 *
 * @param startValue USD, at the base of the first return
 * @param returns one for each day of the record
 * @param days as many, ascending
 */
public record RealisedRecord(
    double startValue, RealisedReturns returns, List<PerformanceDay> days) {

  /** Copies the days. */
  public RealisedRecord {
    days = List.copyOf(days);
  }

  /**
   * The record up to the last of some days.
   *
   * @param days ascending
   * @return empty if there is none, so not even a value
   */
  public static Optional<RealisedRecord> of(List<PerformanceDay> days, TradingCalendar calendar) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    int first = 0;
    for (int i = 0; i < days.size(); i++) {
      first = days.get(i).opensRecord() ? i : first;
    }
    PerformanceDay opening = days.get(first);
    if (opening.opensRecord()) {
      LocalDate start =
          Optional.ofNullable(opening.previousDate())
              .orElseGet(() -> calendar.previousSession(opening.date()));
      return Optional.of(of(0, start, days.subList(first, days.size())));
    }
    return Optional.of(
        of(opening.after().doubleValue(), opening.date(), days.subList(first + 1, days.size())));
  }

  private static RealisedRecord of(double startValue, LocalDate start, List<PerformanceDay> days) {
    return new RealisedRecord(
        startValue,
        RealisedReturns.of(
            start,
            days.stream().map(day -> new RealisedReturns.Day(day.date(), value(day))).toList()),
        days);
  }

  private static Figure<Double> value(PerformanceDay day) {
    BigDecimal value = day.dailyReturn().value();
    return value == null
        ? Figure.unknown(reason(day), String.valueOf(day.dailyReturn().reason()), 1)
        : Figure.of(value.doubleValue(), 1);
  }

  /**
   * Of the view's reasons two are those of the kernel; of the others a side of the day is missing.
   */
  private static Reason reason(PerformanceDay day) {
    return switch (String.valueOf(day.dailyReturn().reason())) {
      case "LOW_COVERAGE" -> Reason.LOW_COVERAGE;
      case "BASE_NOT_POSITIVE" -> Reason.BASE_NOT_POSITIVE;
      default -> Reason.MISSING_INPUT;
    };
  }

  /** The days of a part of the returns. */
  List<PerformanceDay> daysOf(RealisedReturns part) {
    return days.stream()
        .filter(day -> day.date().isAfter(part.start()) && !day.date().isAfter(part.end()))
        .toList();
  }

  /** The value at a session that is the base of a part, USD. */
  CashFlow valueAt(LocalDate base) {
    double value = startValue;
    for (PerformanceDay day : days) {
      value = day.date().isAfter(base) ? value : day.after().doubleValue();
    }
    return new CashFlow(base, value);
  }

  /** External flows of days; empty if those of one of them are not known. */
  static Optional<List<CashFlow>> flows(List<PerformanceDay> days) {
    List<CashFlow> flows = new ArrayList<>();
    for (PerformanceDay day : days) {
      if (day.externalFlows() == null) {
        return Optional.empty();
      }
      BigDecimal flow = Objects.requireNonNull(day.externalFlows());
      if (flow.signum() != 0) {
        flows.add(new CashFlow(day.date(), flow.doubleValue()));
      }
    }
    return Optional.of(flows);
  }

  /** Hash of what a part is made of. */
  InputHash hash(RealisedReturns part) {
    InputHash hash = new InputHash().add(part.start()).add(valueAt(part.start()).amount());
    for (PerformanceDay day : daysOf(part)) {
      hash.add(day.date().toEpochDay())
          .add(number(day.dailyReturn().value()))
          .add(String.valueOf(day.dailyReturn().reason()))
          .add(number(day.externalFlows()))
          .add(day.after().doubleValue())
          .add(day.coverage());
    }
    return hash;
  }

  private static double number(@Nullable BigDecimal value) {
    return value == null ? Double.NaN : value.doubleValue();
  }
}
