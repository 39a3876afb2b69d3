package io.afterclose.quant.factor;

import io.afterclose.quant.symbol.Symbol;
import org.jspecify.annotations.Nullable;

/** One symbol's exposure to one factor, or the reason why there is none. */
public sealed interface FactorFit {
  /** Whose exposure. */
  Symbol symbol();

  /** To what. */
  Factor factor();

  /** Sessions of the window on which the symbol and all regressors of the fit have a return. */
  int observations();

  /** Length of the window in sessions. */
  int window();

  /** How much of the window a fit saw. */
  enum Quality {
    /** Every session of the window. */
    FULL_HISTORY,
    /** Fewer, but the minimum or more. */
    LIMITED_HISTORY
  }

  /** Why there is no fit. */
  enum Reason {
    /** Fewer observations than the model's minimum; an outcome, not a failure. */
    INSUFFICIENT_DATA,
    /** The regressor does not vary on the symbol's sessions. */
    DEGENERATE_REGRESSOR,
    /** A factor ETF is not among the returns at all. */
    MISSING_REGRESSOR
  }

  /**
   * An exposure. A statistic that the model does not have, or that is undefined because the symbol
   * never moved, is null.
   *
   * @param beta the slope, capped by the model
   * @param rawBeta the slope as fitted
   * @param alpha intercept, a daily return
   * @param rSquared in sample, 0 to 1
   * @param standardError of the raw beta
   * @param pValue two-sided, of raw beta = 0
   */
  record Fitted(
      Symbol symbol,
      Factor factor,
      double beta,
      double rawBeta,
      @Nullable Double alpha,
      @Nullable Double rSquared,
      @Nullable Double standardError,
      @Nullable Double pValue,
      int observations,
      int window,
      Quality quality)
      implements FactorFit {
    /** Checks that both betas are finite and belong together; NaN statistics become null. */
    public Fitted {
      boolean capped = beta * rawBeta > 0 && Math.abs(beta) < Math.abs(rawBeta);
      if (!Double.isFinite(rawBeta) || (beta != rawBeta && !capped)) {
        throw new IllegalArgumentException(
            symbol + " " + factor + ": beta " + beta + " is not " + rawBeta + " or its cap");
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

  /**
   * No exposure.
   *
   * @param reason the kind of obstacle
   * @param detail the obstacle in words: what was found, what was needed
   */
  record NotFitted(
      Symbol symbol, Factor factor, Reason reason, String detail, int observations, int window)
      implements FactorFit {}
}
