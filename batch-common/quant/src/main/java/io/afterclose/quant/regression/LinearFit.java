package io.afterclose.quant.regression;

/** A plane y = b0 + b1·x1 + … + bk·xk fitted by ordinary least squares. */
public final class LinearFit {
  private final double[] coefficients;
  private final double[] standardErrors;
  private final double rSquared;
  private final double residualStandardDeviation;

  LinearFit(
      double[] coefficients,
      double[] standardErrors,
      double rSquared,
      double residualStandardDeviation) {
    this.coefficients = coefficients.clone();
    this.standardErrors = standardErrors.clone();
    this.rSquared = rSquared;
    this.residualStandardDeviation = residualStandardDeviation;
  }

  /** b0 (the intercept), then b1 … bk in the order of the columns; a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Classical standard errors in the order of the coefficients; a copy. */
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  /** Share of the centred sum of squares of y that is explained; NaN if y does not vary. */
  public double rSquared() {
    return rSquared;
  }

  /** √(residual sum of squares / (n − k − 1)), in the unit of y. */
  public double residualStandardDeviation() {
    return residualStandardDeviation;
  }
}
