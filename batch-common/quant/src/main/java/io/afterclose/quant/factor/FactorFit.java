package io.afterclose.quant.factor;

import io.afterclose.quant.symbol.Symbol;

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

  /** An exposure. */
  record Fitted(
      Symbol symbol,
      Factor factor,
      Estimate estimate,
      int observations,
      int window,
      Quality quality)
      implements FactorFit {}

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
