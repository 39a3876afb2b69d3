package io.afterclose.quant.returns;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Mean, spread and shape of returns of equal periods.
 *
 * @param mean a period
 * @param standardDeviation a period, of the sample (n − 1)
 * @param skewness the third moment over the cube of the population's standard deviation
 * @param excessKurtosis the fourth moment over its fourth power, less 3
 */
public record Moments(
    double mean, double standardDeviation, double skewness, double excessKurtosis) {

  /** A spread below this is none. */
  private static final double NO_SPREAD = 1e-12;

  private static final int FEWEST = 2;

  /** Unknown with fewer than 2 returns or if they do not vary. */
  public static Figure<Moments> of(double[] returns) {
    if (returns.length < FEWEST) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          "2 returns are needed, there are " + returns.length,
          returns.length);
    }
    double deviation = new StandardDeviation().evaluate(returns);
    if (deviation < NO_SPREAD) {
      return Figure.unknown(
          Reason.DEGENERATE, "the returns do not vary: all " + returns[0], returns.length);
    }
    return Figure.of(of(returns, deviation), returns.length);
  }

  private static Moments of(double[] returns, double deviation) {
    double mean = StatUtils.mean(returns);
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : returns) {
      double square = (value - mean) * (value - mean);
      second += square / returns.length;
      third += square * (value - mean) / returns.length;
      fourth += square * square / returns.length;
    }
    return new Moments(
        mean, deviation, third / (second * Math.sqrt(second)), fourth / (second * second) - 3);
  }
}
