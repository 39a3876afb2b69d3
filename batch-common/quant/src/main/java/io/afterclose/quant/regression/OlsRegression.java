package io.afterclose.quant.regression;

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
    return fit(CenteredColumn.of(x), CenteredColumn.of(y));
  }

  /**
   * The same of columns that are centred already: one regressor serves many y, and one y many
   * regressors.
   *
   * @throws IllegalArgumentException if the lengths differ or there are fewer than 3 pairs
   */
  public static Optional<RegressionFit> fit(CenteredColumn x, CenteredColumn y) {
    if (x.size() != y.size() || x.size() < FEWEST) {
      throw new IllegalArgumentException(
          "At least 3 pairs were expected, found " + x.size() + " x and " + y.size() + " y");
    }
    if (x.isConstant()) {
      return Optional.empty();
    }
    return Optional.of(Double.isNaN(y.onlyNumber()) ? line(x, y) : flat(y));
  }

  private static RegressionFit flat(CenteredColumn y) {
    return new RegressionFit(y.onlyNumber(), 0, Double.NaN, 0, Double.NaN, y.size());
  }

  private static RegressionFit line(CenteredColumn x, CenteredColumn y) {
    int n = x.size();
    double shared = x.dot(y);
    double beta = shared / x.sumOfSquares();
    double rSquared = Math.min(1, beta * shared / y.sumOfSquares());
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
