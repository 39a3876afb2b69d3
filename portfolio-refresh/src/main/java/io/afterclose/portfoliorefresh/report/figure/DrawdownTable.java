package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.Drawdowns;
import io.afterclose.quant.performance.RealisedReturns;

/** Falls of the linked returns below a peak. */
final class DrawdownTable {

  private DrawdownTable() {}

  /** Of the last record in an interval; without a row where it never fell. */
  static ResultTable of(PerformanceInterval interval) {
    ResultTable table =
        ResultTable.of(
            "rank",
            "depth",
            "peak",
            "trough",
            "recovery",
            "sessions_down",
            "sessions_up",
            "days_down",
            "reason");
    interval
        .returns()
        .filter(returns -> returns.size() > 0)
        .ifPresent(returns -> add(table, returns));
    return table;
  }

  private static void add(ResultTable table, RealisedReturns returns) {
    var falls = Drawdowns.of(returns);
    if (falls instanceof Unknown<Drawdowns> unknown) {
      table.row().set("reason", unknown.reason() + ": " + unknown.detail()).end();
      return;
    }
    int rank = 0;
    for (Drawdowns.Episode fall : falls.get().episodes()) {
      rank++;
      table.add(
          rank,
          fall.depth(),
          fall.peak(),
          fall.trough(),
          fall.recovery(),
          fall.sessionsDown(),
          fall.sessionsUp(),
          fall.daysDown(),
          fall.recovery() == null ? "NOT_RECOVERED" : null);
    }
  }
}
