package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * Four slopes, each of a symbol's daily returns on the difference of two funds (OLS, 180 sessions).
 * Each is a regression of its own and needs only its own two funds: a difference takes out what
 * both share, which is why these need no ridge.
 */
public final class SpreadFactors implements FactorModel {
  private static final int WINDOW = 180;
  private static final int MINIMUM_OBSERVATIONS = 60;
  private static final List<Regressor> REGRESSORS =
      List.of(
          Regressor.spread(Factor.GROWTH_VALUE_SPREAD, FactorEtfs.VUG, FactorEtfs.VTV),
          Regressor.spread(Factor.MOMENTUM_SPREAD, FactorEtfs.MTUM, FactorEtfs.SPY),
          Regressor.spread(Factor.SIZE_SPREAD, FactorEtfs.IWM, FactorEtfs.SPY),
          Regressor.spread(Factor.QUALITY_SPREAD, FactorEtfs.QUAL, FactorEtfs.SPY));

  @Override
  public String name() {
    return "spread-factors";
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
    return REGRESSORS.stream().flatMap(r -> r.etfs().stream()).distinct().toList();
  }

  @Override
  public List<Symbol> regressors(Factor factor) {
    return REGRESSORS.stream()
        .filter(regressor -> regressor.factor() == factor)
        .flatMap(regressor -> regressor.etfs().stream())
        .toList();
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedLines.of(this, REGRESSORS, regressors);
  }
}
