package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformance.Figure;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.quant.performance.TimeWeightedReturn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The performance of some successive days of one portfolio. A sum or a return that lacks a day is
 * none: its reason is that of the first such day, with the day. A portfolio whose record starts
 * with a value that was there before has no figures of its first day; it counts from there.
 *
 * @param name such as {@code 2024-06} or {@code total}
 * @param from the snapshot at which it starts; null where it starts at nothing
 * @param netAssetValue at its end, USD
 * @param externalFlows paid in less taken out, USD
 * @param pnl USD
 * @param timeWeightedReturn the daily returns linked, a fraction
 * @param coverage the smallest one
 * @param carriedValue at its end, of positions without a price, USD
 * @param mark {@code CATCH_UP} where a day in it has that mark; null else
 */
record PeriodPerformance(
    String name,
    @Nullable LocalDate from,
    LocalDate to,
    BigDecimal netAssetValue,
    Figure externalFlows,
    Figure pnl,
    Figure timeWeightedReturn,
    BigDecimal coverage,
    BigDecimal carriedValue,
    @Nullable String mark) {

  private static final String NO_BASE = "NO_BASE";

  /** Of the calendar months that the days are in. */
  static List<PeriodPerformance> months(List<DailyPerformance> days) {
    NavigableMap<YearMonth, List<DailyPerformance>> months =
        days.stream()
            .collect(
                Collectors.groupingBy(
                    day -> YearMonth.from(day.date()), TreeMap::new, Collectors.toList()));
    return months.entrySet().stream()
        .map(month -> of(month.getKey().toString(), month.getValue()))
        .toList();
  }

  /**
   * Of these days.
   *
   * @param days ascending, at least one
   */
  static PeriodPerformance of(String name, List<DailyPerformance> days) {
    DailyPerformance first = days.get(0);
    DailyPerformance last = days.get(days.size() - 1);
    boolean startsWithValue = NO_BASE.equals(first.pnl().reason()) && days.size() > 1;
    List<DailyPerformance> counted = startsWithValue ? days.subList(1, days.size()) : days;
    return new PeriodPerformance(
        name,
        counted.get(0).previousDate(),
        last.date(),
        last.netAssetValue(),
        sum(counted, day -> new Figure(day.externalFlows(), day.pnl().reason())),
        sum(counted, DailyPerformance::pnl),
        linked(counted),
        counted.stream().map(DailyPerformance::coverage).reduce(BigDecimal.ONE, BigDecimal::min),
        last.carried().value(),
        counted.stream()
            .map(DailyPerformance::mark)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  private static Figure sum(List<DailyPerformance> days, Function<DailyPerformance, Figure> part) {
    BigDecimal sum = BigDecimal.ZERO;
    for (DailyPerformance day : days) {
      BigDecimal value = part.apply(day).value();
      if (value == null) {
        return none(day, part.apply(day));
      }
      sum = sum.add(value);
    }
    return new Figure(sum, null);
  }

  /** Linked as every return is; one that lost everything has none of the days after it. */
  private static Figure linked(List<DailyPerformance> days) {
    List<RealisedReturns.Day> returns = new ArrayList<>();
    for (DailyPerformance day : days) {
      BigDecimal value = day.dailyReturn().value();
      if (value == null) {
        return none(day, day.dailyReturn());
      }
      returns.add(
          new RealisedReturns.Day(
              day.date(), io.afterclose.quant.figure.Figure.of(value.doubleValue(), 1)));
    }
    var linked =
        TimeWeightedReturn.of(RealisedReturns.of(days.get(0).date().minusDays(1), returns));
    return linked
        .known()
        .map(known -> new Figure(BigDecimal.valueOf(known.total()), null))
        .orElseGet(() -> new Figure(null, "WIPED_OUT"));
  }

  private static Figure none(DailyPerformance day, Figure figure) {
    return new Figure(null, figure.reason() + " " + day.date());
  }
}
