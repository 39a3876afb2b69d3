package io.afterclose.quant.regression;

import org.apache.commons.math3.special.Beta;

/** Student's t distribution, by the regularised incomplete beta function (DLMF 8.17). */
final class StudentT {
  private StudentT() {}

  /**
   * P(|T| ≥ |t|) = I_{ν/(ν+t²)}(ν/2, 1/2). Exact in relative terms however small it is; near t = 0
   * the mirrored form keeps the digits that ν/(ν+t²) would lose.
   *
   * @param t the statistic; infinite gives 0
   * @param degreesOfFreedom ν, above 0
   */
  static double twoSided(double t, int degreesOfFreedom) {
    double square = t * t;
    if (Double.isInfinite(square)) {
      return 0;
    }
    double half = degreesOfFreedom / 2.0;
    double total = degreesOfFreedom + square;
    return square < degreesOfFreedom
        ? 1 - Beta.regularizedBeta(square / total, 0.5, half)
        : Beta.regularizedBeta(degreesOfFreedom / total, half, 0.5);
  }
}
