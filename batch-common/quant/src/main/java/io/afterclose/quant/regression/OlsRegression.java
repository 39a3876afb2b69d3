package io.afterclose.quant.regression;

import java.util.Arrays;
import java.util.Optional;

/**
 * Ordinary least squares with one regressor and an intercept: with dx and dy the deviations from
 * the means, β = Σdx·dy / Σdx², α = ȳ − βx̄, R² = β·Σdx·dy / Σdy², SE(β)² = Σ(dy − βdx)² / (n − 2)
 * / Σdx².
 */
public final class OlsRegression {
  private static final int FEWEST = 3;

  private OlsRegression() {}

  /**
   * Fits y = α + βx.
   *
   * @param x the regressor
   * @param y what it explains, as many as x
   * @return the fit; empty if x does not vary, within what rounding makes of a constant
   * @throws IllegalArgumentException if the lengths differ, there are fewer than 3 pairs, or a
   *     number is not finite
   */
  public static Optional<RegressionFit> fit(double[] x, double[] y) {
    requirePairs(x, y);
    CenteredColumn regressor = CenteredColumn.of(x);
    if (regressor.isConstant()) {
      return Optional.empty();
    }
    return Optional.of(isOneNumber(y) ? flat(y) : line(regressor, CenteredColumn.of(y)));
  }

  private static void requirePairs(double[] x, double[] y) {
    if (x.length != y.length || x.length < FEWEST) {
      throw new IllegalArgumentException(
          "At least 3 pairs were expected, found " + x.length + " x and " + y.length + " y");
    }
    if (!Arrays.stream(x).allMatch(Double::isFinite)
        || !Arrays.stream(y).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "Finite numbers were expected, found NaN or infinity; leave out what is missing");
    }
  }

  private static boolean isOneNumber(double[] y) {
    return Arrays.stream(y).allMatch(value -> value == y[0]);
  }

  private static RegressionFit flat(double[] y) {
    return new RegressionFit(y[0], 0, Double.NaN, 0, Double.NaN, y.length);
  }

  private static RegressionFit line(CenteredColumn x, CenteredColumn y) {
    int n = x.size();
    double beta = x.dot(y) / x.sumOfSquares();
    double rSquared = Math.min(1, beta * x.dot(y) / y.sumOfSquares());
    double standardError = Math.sqrt(unexplained(x, y, beta) / (n - 2) / x.sumOfSquares());
    double pValue = StudentT.twoSided(beta / standardError, n - 2);
    return new RegressionFit(y.mean() - beta * x.mean(), beta, rSquared, standardError, pValue, n);
  }

  private static double unexplained(CenteredColumn x, CenteredColumn y, double beta) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      double residual = y.deviation(i) - beta * x.deviation(i);
      sum += residual * residual;
    }
    return sum;
  }
}
