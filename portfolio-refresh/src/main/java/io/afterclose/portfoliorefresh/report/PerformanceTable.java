package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.report.figure.FigureValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The performance of a portfolio by day, by month and in all, as rows. */
final class PerformanceTable {
  private final ResultTable table =
      ResultTable.of(
          "period",
          "from",
          "to",
          "net_asset_value",
          "external_flows",
          "pnl",
          "return",
          "no_pnl",
          "no_return",
          "coverage",
          "carried_value",
          "mark");

  private PerformanceTable() {}

  /** The return of a day as shown; null where there is none. */
  static @Nullable BigDecimal dailyReturn(DailyPerformance day) {
    return FigureValue.ofReturn(day.dailyReturn().value());
  }

  /** The days, then a line for each month, then the total. */
  static ResultTable of(List<DailyPerformance> days) {
    PerformanceTable performance = new PerformanceTable();
    days.forEach(performance::day);
    PeriodPerformance.months(days).forEach(performance::period);
    if (!days.isEmpty()) {
      performance.period(PeriodPerformance.of("total", days));
    }
    return performance.table;
  }

  private void day(DailyPerformance day) {
    table
        .row()
        .set("period", "day")
        .set("from", day.previousDate())
        .set("to", day.date())
        .set("net_asset_value", day.netAssetValue())
        .set("external_flows", day.externalFlows())
        .set("pnl", day.dailyPnl())
        .set("return", dailyReturn(day))
        .set("no_pnl", day.pnl().reason())
        .set("no_return", day.dailyReturn().reason())
        .set("coverage", day.coverage())
        .set("carried_value", day.carried().value())
        .set("mark", day.mark())
        .end();
  }

  private void period(PeriodPerformance period) {
    table
        .row()
        .set("period", period.name())
        .set("from", period.from())
        .set("to", period.to())
        .set("net_asset_value", period.netAssetValue())
        .set("external_flows", period.externalFlows().value())
        .set("pnl", period.pnl().value())
        .set("return", FigureValue.ofReturn(period.timeWeightedReturn().value()))
        .set("no_pnl", period.pnl().reason())
        .set("no_return", period.timeWeightedReturn().reason())
        .set("coverage", period.coverage())
        .set("carried_value", period.carriedValue())
        .set("mark", period.mark())
        .end();
  }
}
