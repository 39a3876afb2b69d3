package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Correlation;
import io.afterclose.report.page.PortfolioReport.CorrelationRow;
import io.afterclose.report.page.PortfolioReport.Share;
import io.afterclose.report.page.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What each symbol brings to the risk, and how they move together. */
final class RiskRows {

  /** More symbols than these make cells that nobody can read. */
  private static final int SYMBOLS = 25;

  private RiskRows() {}

  static Part<Share> shares(StoredSession session) {
    StoredGrid stored = session.grid(GridCode.RISK_SHARES);
    Evidence evidence = session.evidence(FigureCode.RISK_VOLATILITY, "SAMPLE", "");
    if (stored == null) {
      return Part.unknown(
          ReportFigures.RISK_SHARES,
          evidence,
          session.why(FigureCode.RISK_VOLATILITY, "SAMPLE", ""));
    }
    FigureGrid grid = stored.grid();
    double whole = grid.rows().stream().mapToDouble(row -> grid.at(row, "SAMPLE").orElse(0)).sum();
    List<Share> rows =
        grid.rows().stream()
            .map(row -> new Share(row, "", share(grid.at(row, "SAMPLE"), whole)))
            .toList();
    return rows.isEmpty()
        ? Part.unknown(ReportFigures.RISK_SHARES, evidence, "nothing with returns is held")
        : Part.of(ReportFigures.RISK_SHARES, evidence, rows);
  }

  private static Value share(OptionalDouble part, double whole) {
    return whole > 0 && part.isPresent()
        ? Value.of(part.getAsDouble() / whole)
        : Value.unknown("the volatility is 0 or not known");
  }

  static Part<CorrelationRow> correlations(StoredSession session) {
    StoredGrid stored = session.grid(GridCode.POSITION_CORRELATION);
    Evidence evidence = session.evidence(FigureCode.AVERAGE_CORRELATION, "", "");
    if (stored == null || stored.grid().rows().isEmpty()) {
      return Part.unknown(
          ReportFigures.CORRELATIONS,
          evidence,
          session.why(FigureCode.AVERAGE_CORRELATION, "", ""));
    }
    FigureGrid grid = stored.grid();
    List<Integer> shown = largest(session, grid);
    List<CorrelationRow> rows = shown.stream().map(row -> row(grid, row, shown)).toList();
    String more =
        shown.size() == grid.rows().size()
            ? ""
            : " Shown are the "
                + shown.size()
                + " of "
                + grid.rows().size()
                + " symbols with the largest exposures; 'correlation' lists all.";
    return Part.of(ReportFigures.CORRELATIONS + more, evidence, rows);
  }

  private static CorrelationRow row(FigureGrid grid, int row, List<Integer> columns) {
    List<Correlation> cells = new ArrayList<>();
    for (int column : columns) {
      int n = grid.observations(row, column).orElse(0);
      cells.add(
          new Correlation(
              StoredSession.cell(
                  grid.at(row, column), "60 returns of both are needed, there are " + n),
              n));
    }
    return new CorrelationRow(grid.rows().get(row), cells);
  }

  /** The rows of the symbols with the largest exposures, in the order of the grid. */
  private static List<Integer> largest(StoredSession session, FigureGrid grid) {
    StoredGrid exposures = session.grid(GridCode.POSITION_EXPOSURES);
    List<Integer> all = IntStream.range(0, grid.rows().size()).boxed().toList();
    if (all.size() <= SYMBOLS || exposures == null) {
      return all.subList(0, Math.min(SYMBOLS, all.size()));
    }
    return all.stream()
        .sorted(
            Comparator.comparingDouble(
                row -> -Math.abs(exposures.grid().at(grid.rows().get(row), "EXPOSURE").orElse(0))))
        .limit(SYMBOLS)
        .sorted()
        .toList();
  }
}
