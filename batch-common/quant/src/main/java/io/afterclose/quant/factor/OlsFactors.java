package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/**
 * A model of one straight line per factor (OLS), each fitted by itself on its own regressor.
 *
 * @param cap the largest |beta| that is passed on
 */
record OlsFactors(
    String name, int window, int minimumObservations, double cap, List<Regressor> lines)
    implements FactorModel {

  OlsFactors {
    lines = List.copyOf(lines);
  }

  @Override
  public List<Factor> factors() {
    return lines.stream().map(Regressor::factor).toList();
  }

  @Override
  public List<Symbol> regressors() {
    return lines.stream().flatMap(line -> line.etfs().stream()).distinct().toList();
  }

  @Override
  public List<Symbol> regressors(Factor factor) {
    return lines.stream()
        .filter(line -> line.factor() == factor)
        .flatMap(line -> line.etfs().stream())
        .toList();
  }

  @Override
  public PreparedModel prepare(ReturnMatrix regressors) {
    return PreparedOls.of(this, lines, regressors);
  }
}
