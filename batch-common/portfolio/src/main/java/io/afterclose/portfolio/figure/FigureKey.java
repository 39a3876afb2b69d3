package io.afterclose.portfolio.figure;

/**
 * Which figure of a portfolio's session.
 *
 * @param period the interval or the level, such as YTD, 63 or 95; empty where the code has one only
 * @param item what of the portfolio, such as a sector; empty for the whole of it
 */
public record FigureKey(FigureCode code, String period, String item) {

  /** Of the whole portfolio, with one period. */
  public static FigureKey of(FigureCode code) {
    return new FigureKey(code, "", "");
  }

  /** Of the whole portfolio. */
  public static FigureKey of(FigureCode code, String period) {
    return new FigureKey(code, period, "");
  }
}
