package io.afterclose.quant.factor;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a fitted exposure. A statistic that the model does not have, or that is undefined
 * because the symbol never moved, is null.
 *
 * @param beta the slope, capped by the model
 * @param rawBeta the slope as fitted
 * @param alpha intercept, a daily return
 * @param rSquared in sample, 0 to 1
 * @param standardError of the raw beta
 * @param pValue two-sided, of raw beta = 0
 */
public record Estimate(
    double beta,
    double rawBeta,
    @Nullable Double alpha,
    @Nullable Double rSquared,
    @Nullable Double standardError,
    @Nullable Double pValue) {

  /** Checks that both betas are finite and belong together; NaN statistics become null. */
  public Estimate {
    boolean capped = beta * rawBeta > 0 && Math.abs(beta) < Math.abs(rawBeta);
    if (!Double.isFinite(rawBeta) || (beta != rawBeta && !capped)) {
      throw new IllegalArgumentException("Beta " + beta + " is not " + rawBeta + " or its cap");
    }
    alpha = known(alpha);
    rSquared = known(rSquared);
    standardError = known(standardError);
    pValue = known(pValue);
  }

  /** Whether the cap changed the slope. */
  public boolean capped() {
    return beta != rawBeta;
  }

  private static @Nullable Double known(@Nullable Double statistic) {
    return statistic == null || statistic.isNaN() ? null : statistic;
  }
}
