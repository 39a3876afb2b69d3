package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureUnit;

/** Figures that are worked out of stored ones when they are asked for. */
enum DerivedCode {
  VAR_EXCEPTIONS(
      FigureUnit.COUNT, "Exceptions, by VAR_EXCEPTION, among the last 250 sessions that say it."),
  VAR_KUPIEC_P(
      FigureUnit.FRACTION,
      "Probability of as many exceptions, or of a number as far from the expected one, if the level"
          + " of the value at risk is right (likelihood ratio, Kupiec 1995).");

  private final FigureUnit unit;
  private final String definition;

  DerivedCode(FigureUnit unit, String definition) {
    this.unit = unit;
    this.definition = definition;
  }

  FigureBasis basis() {
    return FigureBasis.CURRENT_HOLDINGS;
  }

  FigureUnit unit() {
    return unit;
  }

  String definition() {
    return definition;
  }
}
