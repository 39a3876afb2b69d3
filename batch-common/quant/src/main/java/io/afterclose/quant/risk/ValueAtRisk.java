package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.Moments;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The loss of one session that is not exceeded with a probability, and the mean loss when it is.
 * Both are shares of the net asset value, a loss above 0; nothing is scaled to longer times.
 *
 * @param loss value at risk
 * @param shortfall expected shortfall, the mean of the losses that are no smaller
 */
public record ValueAtRisk(double loss, double shortfall) {
  /** Returns that a value at risk needs. */
  public static final int FEWEST = 126;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /**
   * By the returns themselves: the quantile with linear interpolation (type 7 of Hyndman and Fan
   * 1996), and the mean of the returns at or below it.
   *
   * @param level 0.95 or 0.99
   */
  public static Figure<ValueAtRisk> historical(double[] returns, double level) {
    return historical(returns, level, FEWEST);
  }

  static Figure<ValueAtRisk> historical(double[] returns, double level, int fewest) {
    return returns.length < fewest
        ? tooFew(fewest, returns.length)
        : Figure.of(ofTail(returns, quantile(returns, 1 - level)), returns.length);
  }

  private static ValueAtRisk ofTail(double[] returns, double quantile) {
    double[] tail = Arrays.stream(returns).filter(r -> r <= quantile).toArray();
    return new ValueAtRisk(-quantile, -StatUtils.mean(tail));
  }

  /** Type 7: between the order statistics around (n − 1)·p. */
  static double quantile(double[] values, double probability) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = (sorted.length - 1) * probability;
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /**
   * As if returns were normal with their mean μ and standard deviation s of the sample: −(μ − z·s)
   * and −(μ − s·φ(z)/(1 − level)), z the level's quantile of the standard normal distribution.
   */
  public static Figure<ValueAtRisk> normal(double[] returns, double level) {
    return returns.length < FEWEST
        ? tooFew(FEWEST, returns.length)
        : Moments.of(returns).map(m -> normal(m.mean(), m.standardDeviation(), level));
  }

  static ValueAtRisk normal(double mean, double deviation, double level) {
    double z = NORMAL.inverseCumulativeProbability(level);
    return new ValueAtRisk(
        -(mean - z * deviation), -(mean - deviation * NORMAL.density(z) / (1 - level)));
  }

  /**
   * The normal value at risk corrected for skewness S and excess kurtosis K (Cornish and Fisher
   * 1938): z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36. Unknown where that does not rise with
   * z everywhere, so that it orders no losses.
   */
  public static Figure<Double> cornishFisher(double[] returns, double level) {
    return returns.length < FEWEST
        ? tooFew(FEWEST, returns.length)
        : Moments.of(returns)
            .flatMap(
                m ->
                    rises(m.skewness(), m.excessKurtosis())
                        ? Figure.of(cornishFisher(m, level), returns.length)
                        : Figure.unknown(
                            Reason.OUT_OF_DOMAIN,
                            "skewness "
                                + m.skewness()
                                + " and excess kurtosis "
                                + m.excessKurtosis()
                                + " are beyond the expansion",
                            returns.length));
  }

  static double cornishFisher(Moments m, double level) {
    double z = NORMAL.inverseCumulativeProbability(1 - level);
    double skewness = m.skewness();
    double corrected =
        z
            + (z * z - 1) * skewness / 6
            + (z * z * z - 3 * z) * m.excessKurtosis() / 24
            - (2 * z * z * z - 5 * z) * skewness * skewness / 36;
    return -(m.mean() + corrected * m.standardDeviation());
  }

  /** Whether 1 + zS/3 + (z² − 1)K/8 − (6z² − 5)S²/36 is above 0 for all z. */
  static boolean rises(double skewness, double excessKurtosis) {
    double square = excessKurtosis / 8 - skewness * skewness / 6;
    double constant = 1 - excessKurtosis / 8 + 5 * skewness * skewness / 36;
    double linear = skewness / 3;
    return square == 0 ? linear == 0 : square > 0 && linear * linear < 4 * square * constant;
  }

  private static <T> Figure<T> tooFew(int needed, int found) {
    return Figure.unknown(
        Reason.INSUFFICIENT_DATA, needed + " returns are needed, there are " + found, found);
  }
}
