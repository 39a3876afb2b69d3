package io.afterclose.quant.regression;

/** The coefficients of one ridge regression. */
public final class RidgeFit {
  private final double[] coefficients;
  private final double rSquared;
  private final int observations;

  RidgeFit(double[] coefficients, double rSquared, int observations) {
    this.coefficients = coefficients.clone();
    this.rSquared = rSquared;
    this.observations = observations;
  }

  /** One slope per column, in units of y per unit of the column as it was given; a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** 1 − residual/total sum of squares in sample; NaN if y does not vary. */
  public double rSquared() {
    return rSquared;
  }

  /** Number of rows. */
  public int observations() {
    return observations;
  }
}
