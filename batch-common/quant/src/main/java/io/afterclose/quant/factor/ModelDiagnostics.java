package io.afterclose.quant.factor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How well the regressors of a model can be distinguished on its full window, whatever the symbol.
 *
 * @param model name of the model
 * @param conditionNumber largest by smallest singular value of the standardised regressors
 * @param varianceInflation per factor 1/(1 − R²) of its regressor on the others, in factor order
 * @param observations sessions of the window on which all regressors have a return
 */
public record ModelDiagnostics(
    String model, double conditionNumber, Map<Factor, Double> varianceInflation, int observations) {
  /** Copies the map. */
  public ModelDiagnostics {
    Map<Factor, Double> ordered = new EnumMap<>(Factor.class);
    ordered.putAll(varianceInflation);
    varianceInflation = Collections.unmodifiableMap(ordered);
  }
}
