package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.regression.LeastSquares;
import io.afterclose.quant.regression.LinearFit;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.Arrays;

/**
 * The volatility of the next 21 sessions by a heterogeneous autoregression of the realised variance
 * v = r² (Corsi 2009): the mean of v over the next 21 sessions on v, its mean over 5 and over 21
 * sessions, by least squares with an intercept. Only rows whose target has ended are fitted.
 * Squares of daily returns are noisy, so the share explained is small; the targets overlap, so
 * there are no standard errors.
 *
 * @param volatility √(252·f), a year
 * @param variance f, a day: 0 or more and no more than the largest target fitted
 * @param unbounded the forecast before these bounds
 * @param intercept a day
 * @param day coefficient of v
 * @param week coefficient of the mean of 5 sessions
 * @param month coefficient of the mean of 21 sessions
 * @param rSquared in sample
 */
public record HarForecast(
    double volatility,
    double variance,
    double unbounded,
    double intercept,
    double day,
    double week,
    double month,
    double rSquared) {

  private static final int WEEK = 5;
  private static final int MONTH = 21;
  private static final int FEWEST_ROWS = 126;

  /** The forecast from daily returns; 126 rows, that is 167 returns, are needed. */
  public static Figure<HarForecast> of(double[] returns) {
    return ofVariances(Arrays.stream(returns).map(r -> r * r).toArray(), MONTH, MONTH);
  }

  /**
   * The forecast from realised variances.
   *
   * @param month sessions of the longest mean
   * @param horizon sessions of the target
   */
  static Figure<HarForecast> ofVariances(double[] variances, int month, int horizon) {
    int rows = variances.length - month + 1 - horizon;
    if (rows < FEWEST_ROWS) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          FEWEST_ROWS + " rows are needed, there are " + Math.max(0, rows),
          Math.max(0, rows));
    }
    double[][] regressors = new double[rows][];
    double[] targets = new double[rows];
    for (int row = 0; row < rows; row++) {
      int end = row + month;
      regressors[row] = regressors(variances, end, month);
      targets[row] = mean(variances, end, end + horizon);
    }
    double[] latest = regressors(variances, variances.length, month);
    return LeastSquares.fit(regressors, targets)
        .map(fit -> Figure.of(forecast(fit, latest, targets), rows))
        .orElseGet(() -> Figure.unknown(Reason.SINGULAR, "the variances do not vary enough", rows));
  }

  private static double[] regressors(double[] variances, int end, int month) {
    return new double[] {
      variances[end - 1], mean(variances, end - WEEK, end), mean(variances, end - month, end)
    };
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += values[t];
    }
    return sum / (to - from);
  }

  private static HarForecast forecast(LinearFit fit, double[] latest, double[] targets) {
    double[] b = fit.coefficients();
    double unbounded = b[0] + b[1] * latest[0] + b[2] * latest[1] + b[3] * latest[2];
    double largest = Arrays.stream(targets).max().orElseThrow();
    double variance = Math.max(0, Math.min(largest, unbounded));
    return new HarForecast(
        Math.sqrt(ReturnSeries.SESSIONS_PER_YEAR * variance),
        variance,
        unbounded,
        b[0],
        b[1],
        b[2],
        b[3],
        fit.rSquared());
  }
}
