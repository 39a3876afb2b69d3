package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.regression.RegressionFit;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * A portfolio's excess returns explained by the benchmark's, e_p = α + β·e_b + ε by ordinary least
 * squares (Jensen 1968).
 *
 * @param beta slope
 * @param betaError its classical standard error
 * @param alpha intercept × periods of a year, not compounded
 * @param alphaError SE(β)·√mean(e_b²) × periods of a year
 * @param rSquared share explained, 0 to 1
 * @param residualDeviation √(Σε²/(n − 2))·√periods, a year
 * @param halfWidth of the 95 % interval of beta, by Student's t with n − 2 degrees of freedom
 */
public record BenchmarkFit(
    double beta,
    double betaError,
    double alpha,
    double alphaError,
    double rSquared,
    double residualDeviation,
    double halfWidth) {

  private static final double UPPER = 0.975;
  private static final double ACCURACY = 1e-13;

  /** The fit of at least 60 sessions. */
  public static Figure<BenchmarkFit> of(PairedReturns pairs) {
    return of(
        pairs.portfolioExcess(),
        pairs.benchmarkExcess(),
        ReturnSeries.SESSIONS_PER_YEAR,
        Ratio.FEWEST);
  }

  /**
   * The fit of excess returns of equal periods. Degenerate if the benchmark does not vary, or if
   * the portfolio does not: there is nothing to explain.
   *
   * @param periods of a year
   * @param fewest pairs that are needed, 3 or more
   */
  public static Figure<BenchmarkFit> of(
      double[] portfolio, double[] benchmark, int periods, int fewest) {
    if (portfolio.length < fewest) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          fewest + " sessions are needed, there are " + portfolio.length,
          portfolio.length);
    }
    Optional<RegressionFit> fit = OlsRegression.fit(benchmark, portfolio);
    if (fit.isEmpty() || Double.isNaN(fit.get().rSquared())) {
      return Figure.unknown(
          Reason.DEGENERATE,
          (fit.isEmpty() ? "the benchmark" : "the portfolio") + " does not vary",
          portfolio.length);
    }
    return Figure.of(annual(fit.get(), benchmark, periods), portfolio.length);
  }

  private static BenchmarkFit annual(RegressionFit fit, double[] benchmark, int periods) {
    int n = fit.observations();
    double meanSquare = Arrays.stream(benchmark).map(x -> x * x).sum() / n;
    double spread = Math.sqrt(StatUtils.populationVariance(benchmark) * n);
    double quantile =
        new TDistribution(null, n - 2.0, ACCURACY).inverseCumulativeProbability(UPPER);
    return new BenchmarkFit(
        fit.beta(),
        fit.standardError(),
        fit.alpha() * periods,
        fit.standardError() * Math.sqrt(meanSquare) * periods,
        fit.rSquared(),
        fit.standardError() * spread * Math.sqrt(periods),
        quantile * fit.standardError());
  }

  /** The lower end of the 95 % interval of beta. */
  public double betaLow() {
    return beta - halfWidth;
  }

  /** The upper end of the 95 % interval of beta. */
  public double betaHigh() {
    return beta + halfWidth;
  }

  /**
   * The tracking error, sd(r_p − r_b)·√K of the sample: 0 of a benchmark to itself.
   *
   * @param active returns above the benchmark's; at least 60
   */
  public static Figure<Double> trackingError(double[] active) {
    return active.length < Ratio.FEWEST
        ? Figure.unknown(
            Reason.INSUFFICIENT_DATA,
            Ratio.FEWEST + " sessions are needed, there are " + active.length,
            active.length)
        : Figure.of(
            new StandardDeviation().evaluate(active) * Math.sqrt(ReturnSeries.SESSIONS_PER_YEAR),
            active.length);
  }
}
