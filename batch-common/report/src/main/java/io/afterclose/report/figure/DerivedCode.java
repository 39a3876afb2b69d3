package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureUnit;

/** Figures that are worked out of stored ones when they are asked for. */
public enum DerivedCode {
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

  /** What it is made of. */
  public FigureBasis basis() {
    return FigureBasis.CURRENT_HOLDINGS;
  }

  /** The unit of its value. */
  public FigureUnit unit() {
    return unit;
  }

  /** What it is, in words. */
  public String definition() {
    return definition;
  }
}
