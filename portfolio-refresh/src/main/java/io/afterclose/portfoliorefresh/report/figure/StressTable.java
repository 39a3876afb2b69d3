package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.scenario.ScenarioNames;
import io.afterclose.quant.figure.Figure.Reason;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored results of scenarios as rows. */
final class StressTable {

  private StressTable() {}

  /** A row for each scenario. */
  static ResultTable ofPortfolio(FigureSession session) {
    ResultTable table =
        ResultTable.of(
            "scenario",
            "propagated",
            "of_nav",
            "direct",
            "covered",
            "reason",
            "flags",
            "name",
            "date");
    double netAssetValue = netAssetValue(session);
    session
        .grid(GridCode.STRESS)
        .ifPresent(
            stored -> {
              FigureGrid grid = stored.grid();
              for (String code : grid.rows()) {
                OptionalDouble propagated = grid.at(code, "PROPAGATED");
                table.add(
                    code,
                    Cells.dollars(grid, code, "PROPAGATED"),
                    propagated.isPresent() && netAssetValue > 0
                        ? propagated.getAsDouble() / netAssetValue
                        : null,
                    Cells.dollars(grid, code, "DIRECT"),
                    Cells.number(grid, code, "COVERED"),
                    propagated.isEmpty() ? Reason.MISSING_INPUT : null,
                    flags(grid, code),
                    ScenarioNames.of(code),
                    session.date());
              }
            });
    return table;
  }

  /** NaN, which no comparison lets through, where it is not stored. */
  private static double netAssetValue(FigureSession session) {
    return session.figures().stream()
        .filter(figure -> figure.key().equals(FigureKey.of(FigureCode.NET_ASSET_VALUE)))
        .map(StoredFigure::value)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static @Nullable String flags(FigureGrid grid, String code) {
    String flags =
        Stream.of("LOSS_EXCEEDS_NAV", "SHOCK_OUTSIDE_HISTORY")
            .filter(flag -> grid.at(code, flag).orElse(0) > 0)
            .collect(Collectors.joining(" "));
    return FigureTable.blank(flags);
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
