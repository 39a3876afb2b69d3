package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/** The slope of a symbol's daily returns on those of the S&amp;P 500 fund (OLS, 90 sessions). */
public final class MarketBeta implements FactorModel {
  private static final int WINDOW = 90;
  private static final int MINIMUM_OBSERVATIONS = 30;
  private static final List<Regressor> REGRESSORS =
      List.of(Regressor.of(Factor.MARKET_BETA, FactorEtfs.SPY));

  @Override
  public String name() {
    return "market-beta";
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
    return List.of(Factor.MARKET_BETA);
  }

  @Override
  public List<Symbol> regressors() {
    return List.of(FactorEtfs.SPY);
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedLines.of(this, REGRESSORS, regressors);
  }
}
