package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnSeries;
import java.util.List;
import java.util.Optional;

/**
 * A factor model that has seen its regressors. Safe for use by several threads; the result for one
 * symbol depends on no other and on no order.
 */
public interface PreparedModel {
  /**
   * One result per factor of the model, in the model's order.
   *
   * @throws IllegalArgumentException if the returns lie on other sessions than the regressors
   */
  List<FactorFit> fit(ReturnSeries symbol);

  /**
   * How well the regressors can be distinguished; empty if the model has no such figures or no
   * data.
   */
  Optional<ModelDiagnostics> diagnostics();
}
