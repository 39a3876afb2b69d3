package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.scenario.ScenarioNames;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Exposure;
import io.afterclose.report.page.PortfolioReport.Stress;
import io.afterclose.report.page.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a portfolio is exposed to, and what shocks of that would make of its value. */
final class ExposureRows {

  /** Half of a 95 % interval, in standard errors. */
  private static final double ERRORS = 1.96;

  private static final String NO_LOADING =
      "no position with a value has this loading, or the value is not above 0";

  private ExposureRows() {}

  static Part<Exposure> exposures(StoredSession session) {
    StoredGrid stored = session.grid(GridCode.FACTOR_EXPOSURES);
    Evidence evidence = session.evidence(FigureCode.PORTFOLIO_BETA, "", "");
    String definition = GridCode.FACTOR_EXPOSURES.definition() + ReportFigures.INTERVAL;
    return stored == null
        ? Part.unknown(definition, evidence, "no exposure is stored")
        : Part.of(
            definition,
            evidence,
            stored.grid().rows().stream().map(factor -> exposure(stored.grid(), factor)).toList());
  }

  private static Exposure exposure(FigureGrid grid, String factor) {
    Value ofNav = cell(grid, factor, "OF_NAV");
    OptionalDouble error = grid.at(factor, "ERROR");
    return new Exposure(
        FactorText.of(factor),
        ofNav,
        bound(ofNav, error, -ERRORS),
        bound(ofNav, error, ERRORS),
        cell(grid, factor, "NORMALISED"),
        cell(grid, factor, "DOLLARS"),
        cell(grid, factor, "COVERED"));
  }

  private static Value cell(FigureGrid grid, String factor, String column) {
    return StoredSession.cell(grid.at(factor, column), NO_LOADING);
  }

  private static Value bound(Value value, OptionalDouble error, double errors) {
    Double number = value.number();
    if (number == null) {
      return value;
    }
    return error.isPresent()
        ? Value.of(number + errors * error.getAsDouble())
        : Value.unknown("the loading has no standard error");
  }

  static Part<Stress> stresses(StoredSession session) {
    StoredGrid stored = session.grid(GridCode.STRESS);
    Evidence evidence = session.evidence(FigureCode.PORTFOLIO_BETA, "", "");
    return stored == null || stored.grid().rows().isEmpty()
        ? Part.unknown(ReportFigures.STRESSES, evidence, "no scenario is stored")
        : Part.of(
            ReportFigures.STRESSES,
            evidence,
            stored.grid().rows().stream().map(code -> stress(stored.grid(), code)).toList());
  }

  private static Stress stress(FigureGrid grid, String scenario) {
    List<String> flags = new ArrayList<>();
    if (grid.at(scenario, "LOSS_EXCEEDS_NAV").orElse(0) > 0) {
      flags.add("the loss exceeds the net asset value");
    }
    if (grid.at(scenario, "SHOCK_OUTSIDE_HISTORY").orElse(0) > 0) {
      flags.add("a shock beyond any 21 sessions of the window");
    }
    return new Stress(
        ScenarioNames.of(scenario),
        StoredSession.cell(
            grid.at(scenario, "PROPAGATED"), "too few returns with the shocked factors"),
        StoredSession.cell(
            grid.at(scenario, "DIRECT"), "an exposure to a shocked factor is not known"),
        StoredSession.cell(grid.at(scenario, "COVERED"), StoredSession.NOT_KNOWN),
        flags);
  }
}
