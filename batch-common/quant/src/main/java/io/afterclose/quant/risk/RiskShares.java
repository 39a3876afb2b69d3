package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.Arrays;

/**
 * Which holding brings how much of the volatility s = √(wᵀCw): marginal (Cw)_i/s, share
 * w_i·(Cw)_i/s. The shares add up to s; that of a hedge is below 0 (Litterman 1996).
 */
public final class RiskShares {
  private final double volatility;
  private final double[] weights;
  private final double[] marginal;
  private final double diversification;

  private RiskShares(
      double volatility, double[] weights, double[] marginal, double diversification) {
    this.volatility = volatility;
    this.weights = weights;
    this.marginal = marginal;
    this.diversification = diversification;
  }

  /**
   * Those of weights. Degenerate if the volatility is 0.
   *
   * @param periods of the covariance in the time that the volatility is wanted for: 252 for a year
   *     of daily returns, 1 for the period itself
   */
  public static Figure<RiskShares> of(double[] weights, CovarianceMatrix covariance, int periods) {
    double single = covariance.deviation(weights);
    if (!(single > 0)) {
      return Figure.unknown(Reason.DEGENERATE, "the holdings do not move", weights.length);
    }
    double scale = Math.sqrt(periods);
    double[] marginal =
        Arrays.stream(covariance.times(weights)).map(x -> x / single * scale).toArray();
    double apart = 0;
    for (int i = 0; i < weights.length; i++) {
      apart += Math.abs(weights[i]) * Math.sqrt(covariance.at(i, i));
    }
    return Figure.of(
        new RiskShares(single * scale, weights.clone(), marginal, apart / single), weights.length);
  }

  /** s. */
  public double volatility() {
    return volatility;
  }

  /** What a little more of a holding adds, a unit of weight. */
  public double marginal(int index) {
    return marginal[index];
  }

  /** What a holding brings; all add up to the volatility. */
  public double share(int index) {
    return weights[index] * marginal[index];
  }

  /** What a holding brings of the volatility, a fraction; all add up to 1. */
  public double fraction(int index) {
    return share(index) / volatility;
  }

  /** Σ|w|·σ / s: 1 where all move as one, more where they do not. */
  public double diversificationRatio() {
    return diversification;
  }

  /**
   * What each holding brings to the historical expected shortfall: the mean of −w_i·r_i on the
   * sessions at or below the quantile. They add up to {@link ValueAtRisk#shortfall}.
   *
   * @param level 0.95 or 0.99
   */
  public static Figure<double[]> ofShortfall(HoldingsReturns holdings, double level) {
    double[] portfolio = holdings.portfolio();
    return ValueAtRisk.historical(portfolio, level).map(risk -> tail(holdings, portfolio, risk));
  }

  private static double[] tail(HoldingsReturns holdings, double[] portfolio, ValueAtRisk risk) {
    double[][] columns = holdings.columns();
    double[] weights = holdings.weights();
    double[] shares = new double[columns.length];
    int days = 0;
    for (int t = 0; t < portfolio.length; t++) {
      if (portfolio[t] <= -risk.loss()) {
        days++;
        for (int i = 0; i < shares.length; i++) {
          shares[i] -= weights[i] * columns[i][t];
        }
      }
    }
    int count = days;
    return Arrays.stream(shares).map(share -> share / count).toArray();
  }
}
