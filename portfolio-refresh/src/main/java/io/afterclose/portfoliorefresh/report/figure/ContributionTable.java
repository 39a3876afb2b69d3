package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.performance.Contributions;
import io.afterclose.report.figure.FigureValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stored contributions of days linked over an interval. */
final class ContributionTable {

  private static final String CONTRIBUTION = "CONTRIBUTION";

  private final Map<LocalDate, FigureGrid> grids = new HashMap<>();
  private final Map<String, Double> profits = new HashMap<>();

  private ContributionTable(List<StoredGrid> stored) {
    stored.forEach(grid -> grids.put(grid.date(), grid.grid()));
  }

  /**
   * Of the last record in an interval, the largest first, then their sum; without a row where it
   * has no day.
   */
  static ResultTable of(PerformanceInterval interval) {
    ResultTable table =
        ResultTable.of("item", "contribution", "share", "profit", "from", "to", "reason");
    List<PerformanceDay> days = interval.ofRecord();
    if (days.isEmpty()) {
      return table;
    }
    LocalDate first = days.get(0).date();
    LocalDate last = days.get(days.size() - 1).date();
    ContributionTable contributions =
        new ContributionTable(
            interval
                .figures()
                .grids(interval.portfolio().id(), GridCode.DAY_CONTRIBUTION, first, last));
    Figure<Contributions<String>> linked = contributions.linked(days);
    if (linked instanceof Figure.Unknown<Contributions<String>> unknown) {
      table.add(
          "TOTAL",
          null,
          null,
          null,
          days.get(0).previousDate(),
          last,
          unknown.reason() + ": " + unknown.detail());
      return table;
    }
    contributions.print(linked.get(), table, days.get(0), last);
    return table;
  }

  private void print(
      Contributions<String> linked, ResultTable table, PerformanceDay first, LocalDate last) {
    linked.byItem().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            item ->
                table.add(
                    item.getKey(),
                    item.getValue(),
                    linked.total() == 0 ? null : item.getValue() / linked.total(),
                    FigureValue.cents(profits.getOrDefault(item.getKey(), 0.0)),
                    first.previousDate(),
                    last,
                    null));
    table.add(
        "TOTAL",
        linked.total(),
        linked.total() == 0 ? null : 1.0,
        FigureValue.cents(profits.values().stream().mapToDouble(Double::doubleValue).sum()),
        first.previousDate(),
        last,
        null);
  }

  /** Days of a base of 1, so that what is stored is a day's contribution already. */
  private Figure<Contributions<String>> linked(List<PerformanceDay> days) {
    List<Contributions.Day<String>> linked = new ArrayList<>();
    for (PerformanceDay day : days) {
      FigureGrid grid = grids.get(day.date());
      if (grid == null) {
        return unknown(day, "has no contributions: ", days.size());
      }
      Map<String, Double> contributions = new LinkedHashMap<>();
      for (String item : grid.rows()) {
        if (grid.at(item, CONTRIBUTION).isEmpty()) {
          return unknown(day, "has no return: ", days.size());
        }
        contributions.put(item, grid.at(item, CONTRIBUTION).getAsDouble());
        profits.merge(item, grid.at(item, "PROFIT").orElse(0), Double::sum);
      }
      linked.add(new Contributions.Day<>(day.date(), 1, contributions));
    }
    return Contributions.linked(linked);
  }

  private static Figure<Contributions<String>> unknown(
      PerformanceDay day, String what, int observations) {
    String reason = day.dailyReturn().reason();
    return Figure.unknown(
        Reason.MISSING_RETURN,
        day.date() + " " + what + (reason == null ? "its figures are not calculated yet" : reason),
        observations);
  }
}
