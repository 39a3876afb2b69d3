package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.report.figure.Cells;
import io.afterclose.report.figure.FigureSession;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored exposures as rows. */
final class ExposureTable {

  private static final List<String> FACTORS =
      Arrays.stream(Factor.values()).map(Factor::name).toList();

  private ExposureTable() {}

  /** A row for each factor. */
  static ResultTable ofPortfolio(FigureSession session) {
    ResultTable table =
        ResultTable.of(
            "factor",
            "of_nav",
            "standard_error",
            "dollars",
            "normalised",
            "covered",
            "reason",
            "date");
    session
        .grid(GridCode.FACTOR_EXPOSURES)
        .ifPresent(
            stored -> {
              FigureGrid grid = stored.grid();
              for (String factor : grid.rows()) {
                table.add(
                    factor,
                    Cells.number(grid, factor, "OF_NAV"),
                    Cells.number(grid, factor, "ERROR"),
                    Cells.dollars(grid, factor, "DOLLARS"),
                    Cells.number(grid, factor, "NORMALISED"),
                    Cells.number(grid, factor, "COVERED"),
                    reason(grid, factor),
                    session.date());
              }
            });
    return table;
  }

  /** Dollars without a share have a base of 0 or below; without dollars no symbol has a beta. */
  private static @Nullable Reason reason(FigureGrid grid, String factor) {
    if (grid.at(factor, "DOLLARS").isEmpty()) {
      return Reason.MISSING_INPUT;
    }
    return grid.at(factor, "OF_NAV").isEmpty() ? Reason.BASE_NOT_POSITIVE : null;
  }

  /** A row for each symbol; without any where nothing listed with a price is held. */
  static ResultTable ofPositions(FigureSession session) {
    ResultTable table =
        ResultTable.of(
            Stream.concat(
                    Stream.concat(
                        Stream.of("symbol", "exposure", "weight"),
                        FACTORS.stream().map(ExposureTable::column)),
                    Stream.of("reason", "detail", "date"))
                .toArray(String[]::new));
    session
        .grid(GridCode.POSITION_EXPOSURES)
        .ifPresent(
            stored ->
                stored.grid().rows().forEach(symbol -> add(table, session, stored.grid(), symbol)));
    return table;
  }

  private static void add(
      ResultTable table, FigureSession session, FigureGrid grid, String symbol) {
    ResultTable.Row row =
        table
            .row()
            .set("symbol", symbol)
            .set("exposure", Cells.dollars(grid, symbol, "EXPOSURE"))
            .set("weight", Cells.number(grid, symbol, "WEIGHT"));
    FACTORS.forEach(factor -> row.set(column(factor), Cells.dollars(grid, symbol, factor)));
    String lacking =
        FACTORS.stream()
            .filter(factor -> grid.at(symbol, factor).isEmpty())
            .collect(Collectors.joining(", "));
    boolean noBase = grid.at(symbol, "WEIGHT").isEmpty();
    row.set(
            "reason",
            !lacking.isEmpty() ? Reason.MISSING_INPUT : noBase ? Reason.BASE_NOT_POSITIVE : null)
        .set("detail", lacking.isEmpty() ? null : "no beta to " + lacking)
        .set("date", session.date())
        .end();
  }

  private static String column(String factor) {
    return factor.toLowerCase(Locale.ROOT);
  }
}
