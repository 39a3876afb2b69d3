package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.scenario.ScenarioNames;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.report.figure.Cells;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.StressLine;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored results of scenarios as rows. */
final class StressTable {

  private StressTable() {}

  /** A row for each scenario. */
  static ResultTable ofPortfolio(FigureSession session) {
    return ResultTable.of(StressLine.of(session))
        .column("scenario", StressLine::scenario)
        .column("propagated", StressLine::propagated)
        .column("of_nav", StressLine::ofNav)
        .column("direct", StressLine::direct)
        .column("covered", StressLine::covered)
        .column("reason", StressLine::reason)
        .column("flags", StressLine::flags)
        .column("name", StressLine::name)
        .column("date", StressLine::date)
        .table();
  }

  private record Effect(String symbol, @Nullable BigDecimal amount) {}

  /** A row for each scenario and symbol, the largest loss of a scenario first. */
  static ResultTable ofPositions(FigureSession session) {
    ResultTable table =
        ResultTable.of("scenario", "symbol", "propagated", "reason", "name", "date");
    session
        .grid(GridCode.POSITION_STRESS)
        .ifPresent(
            stored -> {
              FigureGrid grid = stored.grid();
              for (String code : grid.rows()) {
                effects(grid, code)
                    .forEach(
                        effect ->
                            table.add(
                                code,
                                effect.symbol(),
                                effect.amount(),
                                effect.amount() == null ? Reason.MISSING_INPUT : null,
                                ScenarioNames.of(code),
                                session.date()));
              }
            });
    return table;
  }

  private static Stream<Effect> effects(FigureGrid grid, String code) {
    return grid.columns().stream()
        .map(symbol -> new Effect(symbol, Cells.dollars(grid, code, symbol)))
        .sorted(
            Comparator.comparing(
                Effect::amount, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder())));
  }
}
