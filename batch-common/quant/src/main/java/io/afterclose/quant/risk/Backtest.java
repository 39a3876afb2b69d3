package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import org.apache.commons.math3.special.Erf;

/**
 * How often losses exceeded the value at risk of the night before, and how well that agrees with
 * its level: the likelihood ratio −2·ln[(1 − p)^(n−x)·p^x / ((1 − x/n)^(n−x)·(x/n)^x)], χ² with one
 * degree of freedom (Kupiec 1995).
 *
 * @param exceptions x
 * @param nights n
 * @param ratio the likelihood ratio, 0 where x/n = p
 * @param pValue probability of a ratio as large or larger if the level is right
 */
public record Backtest(int exceptions, int nights, double ratio, double pValue) {

  /**
   * Of nights.
   *
   * @param valuesAtRisk as of the night before, shares of the value, a loss above 0
   * @param returns of the session after, of the same holdings; as many
   * @param level of the value at risk, 0.95 or 0.99
   */
  public static Figure<Backtest> of(double[] valuesAtRisk, double[] returns, double level) {
    if (valuesAtRisk.length != returns.length) {
      throw new IllegalArgumentException(
          "One return for each value at risk was expected, found "
              + returns.length
              + " for "
              + valuesAtRisk.length);
    }
    int exceptions = 0;
    for (int t = 0; t < returns.length; t++) {
      exceptions += returns[t] < -valuesAtRisk[t] ? 1 : 0;
    }
    return of(exceptions, returns.length, level);
  }

  /** Of a count; unknown without a night. */
  public static Figure<Backtest> of(int exceptions, int nights, double level) {
    if (nights == 0) {
      return Figure.unknown(Reason.INSUFFICIENT_DATA, "no night has a value at risk before it", 0);
    }
    double rate = (double) exceptions / nights;
    double ratio =
        Math.max(
            0,
            2 * (likelihood(exceptions, nights, rate) - likelihood(exceptions, nights, 1 - level)));
    return Figure.of(
        new Backtest(exceptions, nights, ratio, Erf.erfc(Math.sqrt(ratio / 2))), nights);
  }

  private static double likelihood(int exceptions, int nights, double rate) {
    return times(nights - exceptions, StrictMath.log1p(-rate))
        + times(exceptions, StrictMath.log(rate));
  }

  private static double times(int count, double logarithm) {
    return count == 0 ? 0 : count * logarithm;
  }
}
