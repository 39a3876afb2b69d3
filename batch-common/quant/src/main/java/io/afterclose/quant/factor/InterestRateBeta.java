package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * The slope of a symbol's daily returns on those of a fund of long treasury bonds (OLS, 90
 * sessions). It is a beta to bond prices: a symbol that gains when rates fall has a positive one.
 */
public final class InterestRateBeta implements FactorModel {
  private static final int WINDOW = 90;
  private static final int MINIMUM_OBSERVATIONS = 30;
  private static final List<Regressor> REGRESSORS =
      List.of(Regressor.of(Factor.IR_BETA, FactorEtfs.TLT));

  @Override
  public String name() {
    return "interest-rate-beta";
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
    return List.of(Factor.IR_BETA);
  }

  @Override
  public List<Symbol> regressors() {
    return List.of(FactorEtfs.TLT);
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedLines.of(this, REGRESSORS, regressors);
  }
}
