package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * A model of one ridge regression on all its regressors at once: all its factors or none.
 *
 * @param cap the largest |beta| that is passed on
 * @param penalty of the squared slopes of the standardised regressors
 */
record RidgeFactors(
    String name,
    int window,
    int minimumObservations,
    double cap,
    double penalty,
    List<Regressor> slopes)
    implements FactorModel {

  RidgeFactors {
    slopes = List.copyOf(slopes);
  }

  @Override
  public List<Factor> factors() {
    return slopes.stream().map(Regressor::factor).toList();
  }

  @Override
  public List<Symbol> regressors() {
    return slopes.stream().flatMap(slope -> slope.etfs().stream()).toList();
  }

  @Override
  public List<Symbol> regressors(Factor factor) {
    return regressors();
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedRidge.of(this, slopes, penalty, regressors);
  }
}
