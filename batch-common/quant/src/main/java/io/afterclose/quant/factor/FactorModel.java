package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * A way to estimate factor exposures. Its numbers define what its results mean; they are constants.
 */
public sealed interface FactorModel permits OlsFactors, RidgeFactors {
  /** The stable name, in lower case with dashes. */
  String name();

  /** How many sessions back from the last one the model looks; each gives one return. */
  int window();

  /** The fewest observations it fits on. */
  int minimumObservations();

  /** The largest |beta| that is passed on. */
  double cap();

  /** What it estimates, in the order of its results. */
  List<Factor> factors();

  /** The ETFs it needs. */
  List<Symbol> regressors();

  /**
   * Those of them that the fit of one of its factors needs: a session counts for it if the symbol
   * and all of these have a return. All of them, unless the model fits each factor by itself.
   */
  List<Symbol> regressors(Factor factor);

  /**
   * Looks at the regressors once for all symbols.
   *
   * @param regressors on an axis that ends on the date of the exposures and should hold one session
   *     more than the window, the first return needing a close before it; a shorter axis gives
   *     fewer observations, and more columns than needed do no harm
   */
  PreparedModel prepare(ReturnMatrix regressors);
}
