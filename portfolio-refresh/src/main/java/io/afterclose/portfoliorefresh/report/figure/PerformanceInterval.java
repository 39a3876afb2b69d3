package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.RealisedRecord;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days of a portfolio, from one date to another, both included.
 *
 * @param days ascending; those of an earlier record too
 * @param returns of the last record in them; empty where there is none
 * @param figures as stored
 */
record PerformanceInterval(
    Portfolio portfolio,
    List<PerformanceDay> days,
    Optional<RealisedReturns> returns,
    FigureStore figures) {

  private static final String NO_BASE = "NO_BASE";

  PerformanceInterval {
    days = List.copyOf(days);
  }

  /**
   * Of a portfolio.
   *
   * @param from null for the start of the record
   * @param to null for its end
   */
  static PerformanceInterval of(
      Database opened,
      ProcessContext process,
      Portfolio portfolio,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    List<PerformanceDay> upTo =
        new DailyPerformanceStore(opened.dataSource())
            .records(List.of(portfolio.id()), to == null ? LocalDate.of(9999, 12, 31) : to)
            .getOrDefault(portfolio.id(), List.of());
    Optional<RealisedReturns> record =
        RealisedRecord.of(upTo, process.calendar()).map(RealisedRecord::returns);
    return new PerformanceInterval(
        portfolio,
        upTo.stream().filter(day -> from == null || !day.date().isBefore(from)).toList(),
        record.flatMap(returns -> since(returns, from)),
        new FigureStore(opened.dataSource(), process.clock()));
  }

  private static Optional<RealisedReturns> since(
      RealisedReturns returns, @Nullable LocalDate from) {
    if (from == null || !from.isAfter(returns.start())) {
      return Optional.of(returns);
    }
    return returns.between(from.minusDays(1), returns.end()).known();
  }

  /** The days, without a first one whose value was there before: the others count from there. */
  List<PerformanceDay> counted() {
    boolean startsWithValue = days.size() > 1 && NO_BASE.equals(days.get(0).pnl().reason());
    return startsWithValue ? days.subList(1, days.size()) : days;
  }

  /** Those of them that are in the last record. */
  List<PerformanceDay> ofRecord() {
    return counted().stream()
        .filter(day -> returns.map(RealisedReturns::start).filter(day.date()::isAfter).isPresent())
        .toList();
  }
}
