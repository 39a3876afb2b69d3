package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.Moments;
import io.afterclose.quant.returns.ReturnSeries;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A yearly ratio of reward to risk with the standard error that independent returns give it.
 *
 * @param value a year, without a unit
 * @param standardError of the value
 */
public record Ratio(double value, double standardError) {
  /** Returns that a ratio needs. */
  public static final int FEWEST = 60;

  /**
   * √K·mean(e)/sd(e) with sd of the sample and standard error √((1 + S²/2)/n)·√K, S a period
   * (Sharpe 1994; Lo 2002). With returns above the risk-free rate it is the Sharpe ratio, with
   * those above the benchmark's the information ratio.
   *
   * @param excess returns above the reference, one a period
   * @param periods K, periods of a year: 252 sessions, 12 months
   * @param fewest returns that are needed
   */
  public static Figure<Ratio> meanToDeviation(double[] excess, int periods, int fewest) {
    return enough(excess, fewest)
        .flatMap(Moments::of)
        .map(
            moments -> {
              double single = moments.mean() / moments.standardDeviation();
              double error = Math.sqrt((1 + single * single / 2) / excess.length);
              return new Ratio(single * Math.sqrt(periods), error * Math.sqrt(periods));
            });
  }

  /** {@link #meanToDeviation} of at least 60 daily returns above the risk-free rate. */
  public static Figure<Ratio> sharpe(double[] excess) {
    return meanToDeviation(excess, ReturnSeries.SESSIONS_PER_YEAR, FEWEST);
  }

  /** {@link #meanToDeviation} of at least 60 daily returns above the benchmark's. */
  public static Figure<Ratio> information(double[] active) {
    return meanToDeviation(active, ReturnSeries.SESSIONS_PER_YEAR, FEWEST);
  }

  /**
   * √K·mean(e)/d with d² = mean(min(e, 0)²) over all n (Sortino and Price 1994). The standard error
   * is by the influence of each return on the ratio, (e − mean)/d − mean·(min(e, 0)² − d²)/(2d³)
   * (Chen and Martin 2021). Degenerate if no return is below the reference.
   *
   * @param excess returns above the minimum that is accepted, one a period
   */
  public static Figure<Ratio> sortino(double[] excess, int periods, int fewest) {
    return enough(excess, fewest)
        .flatMap(
            values -> {
              double deviation = downsideDeviation(values);
              return deviation > 0
                  ? Figure.of(sortino(values, periods, deviation), values.length)
                  : Figure.unknown(
                      Reason.DEGENERATE, "no return is below the reference", values.length);
            });
  }

  /** The Sortino ratio of at least 60 daily returns above the risk-free rate. */
  public static Figure<Ratio> sortino(double[] excess) {
    return sortino(excess, ReturnSeries.SESSIONS_PER_YEAR, FEWEST);
  }

  private static Ratio sortino(double[] excess, int periods, double deviation) {
    double mean = StatUtils.mean(excess);
    double squares = 0;
    for (double value : excess) {
      double below = Math.min(value, 0);
      double influence =
          (value - mean) / deviation
              - mean
                  * (below * below - deviation * deviation)
                  / (2 * deviation * deviation * deviation);
      squares += influence * influence;
    }
    return new Ratio(
        Math.sqrt(periods) * mean / deviation, Math.sqrt(periods * squares) / excess.length);
  }

  /** √mean(min(e, 0)²) over all n, a period. */
  public static double downsideDeviation(double[] excess) {
    double squares = 0;
    for (double value : excess) {
      double below = Math.min(value, 0);
      squares += below * below;
    }
    return Math.sqrt(squares / excess.length);
  }

  /**
   * The yearly return over the deepest drawdown (Young 1991). Unknown below 365 days or without a
   * drawdown. Its standard error takes the days of the peak and the trough as given: both parts are
   * then functions of sums of ln(1 + r), whose variance is that of the returns.
   */
  public static Figure<Ratio> calmar(RealisedReturns returns) {
    return returns.values().flatMap(values -> calmar(returns, values));
  }

  private static Figure<Ratio> calmar(RealisedReturns returns, double[] values) {
    return TimeWeightedReturn.of(returns)
        .flatMap(TimeWeightedReturn::annualised)
        .flatMap(
            annual ->
                Drawdowns.of(returns)
                    .flatMap(
                        falls ->
                            falls.episodes().isEmpty()
                                ? Figure.unknown(
                                    Reason.NO_DRAWDOWN,
                                    "no session since " + returns.start() + " is below a peak",
                                    values.length)
                                : Figure.of(
                                    CalmarError.ratio(returns, values, annual, falls),
                                    values.length)));
  }

  private static Figure<double[]> enough(double[] returns, int fewest) {
    return returns.length < fewest
        ? Figure.unknown(
            Reason.INSUFFICIENT_DATA,
            fewest + " returns are needed, there are " + returns.length,
            returns.length)
        : Figure.of(returns, returns.length);
  }

  /**
   * The probability that the true ratio is above a reference, given this one: Φ((S − S*)·√(n − 1) /
   * √(1 − skew·S + (kurtosis − 1)/4·S²)) (Bailey and López de Prado 2012).
   *
   * @param single the ratio a period, not a year
   * @param reference S*, a period
   * @param kurtosis of the returns, 3 for normal ones
   */
  public static double probabilityAbove(
      double single, double reference, double skewness, double kurtosis, int observations) {
    double spread = 1 - skewness * single + (kurtosis - 1) / 4 * single * single;
    double z = (single - reference) * Math.sqrt(observations - 1) / Math.sqrt(spread);
    return new NormalDistribution().cumulativeProbability(z);
  }

  /** {@link #probabilityAbove} 0 with the moments of these returns; at least 60. */
  public static Figure<Double> probabilityAboveZero(double[] excess) {
    return enough(excess, FEWEST)
        .flatMap(Moments::of)
        .map(
            moments ->
                probabilityAbove(
                    moments.mean() / moments.standardDeviation(),
                    0,
                    moments.skewness(),
                    moments.excessKurtosis() + 3,
                    excess.length));
  }
}
