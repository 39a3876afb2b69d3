package io.afterclose.quant.factor;

import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What stands for a factor: the returns of one ETF, or of the first minus those of the second. */
record Regressor(Factor factor, List<Symbol> etfs) {
  static Regressor of(Factor factor, Symbol etf) {
    return new Regressor(factor, List.of(etf));
  }

  static Regressor spread(Factor factor, Symbol plus, Symbol minus) {
    return new Regressor(factor, List.of(plus, minus));
  }

  /** Those of its ETFs that are not among the returns. */
  List<Symbol> missingFrom(ReturnMatrix returns) {
    return etfs.stream().filter(etf -> returns.series(etf).isEmpty()).toList();
  }

  /** Its values on the window, NaN where an ETF has no return. */
  double[] values(ReturnMatrix returns, Window window) {
    double[] values = leg(0, returns, window);
    if (etfs.size() == 2) {
      double[] minus = leg(1, returns, window);
      Arrays.setAll(values, i -> values[i] - minus[i]);
    }
    return values;
  }

  private double[] leg(int index, ReturnMatrix returns, Window window) {
    return window.values(returns.series(etfs.get(index)).orElseThrow());
  }

  String label() {
    return etfs.stream().map(Symbol::text).collect(Collectors.joining(" − "));
  }
}
