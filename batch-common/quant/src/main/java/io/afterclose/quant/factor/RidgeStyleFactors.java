package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * Six slopes of one ridge regression of a symbol's daily returns on six style funds (90 sessions,
 * penalty 1 on standardised regressors). The funds move almost as one, so plain least squares would
 * give large slopes of opposite sign. All six or none.
 */
public final class RidgeStyleFactors implements FactorModel {
  static final double PENALTY = 1.0;

  private static final int WINDOW = 90;
  private static final int MINIMUM_OBSERVATIONS = 30;
  private static final List<Regressor> REGRESSORS =
      List.of(
          Regressor.of(Factor.VALUE, FactorEtfs.VTV),
          Regressor.of(Factor.GROWTH, FactorEtfs.VUG),
          Regressor.of(Factor.MOMENTUM, FactorEtfs.MTUM),
          Regressor.of(Factor.QUALITY, FactorEtfs.QUAL),
          Regressor.of(Factor.SIZE, FactorEtfs.IWM),
          Regressor.of(Factor.LOW_VOLATILITY, FactorEtfs.USMV));

  @Override
  public String name() {
    return "ridge-style-factors";
  }

  @Override
  public int window() {
    return WINDOW;
  }

  @Override
  public int minimumObservations() {
    return MINIMUM_OBSERVATIONS;
  }

  @Override
  public List<Factor> factors() {
    return REGRESSORS.stream().map(Regressor::factor).toList();
  }

  @Override
  public List<Symbol> regressors() {
    return REGRESSORS.stream().flatMap(r -> r.etfs().stream()).toList();
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedRidge.of(this, REGRESSORS, PENALTY, regressors);
  }
}
