package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.symbol.Symbol;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signed exposures as shares of the net asset value: above 0 long, below 0 short, together above 1
 * with leverage.
 *
 * @param bySymbol the lots of a symbol added up, by symbol
 */
public record Weights(SortedMap<Symbol, Double> bySymbol) {

  /** Copies the weights. */
  public Weights {
    bySymbol = Collections.unmodifiableSortedMap(new TreeMap<>(bySymbol));
  }

  /**
   * Those of exposures.
   *
   * @param exposures signed USD of what has a price, the lots of a symbol added up
   * @param netAssetValue USD; unknown if it is 0 or below
   */
  public static Figure<Weights> of(Map<Symbol, Double> exposures, double netAssetValue) {
    if (!(netAssetValue > 0)) {
      return Figure.unknown(
          Reason.BASE_NOT_POSITIVE,
          "a net asset value above 0 is needed, found " + netAssetValue,
          exposures.size());
    }
    SortedMap<Symbol, Double> weights = new TreeMap<>();
    exposures.forEach((symbol, exposure) -> weights.put(symbol, exposure / netAssetValue));
    return Figure.of(new Weights(weights), weights.size());
  }

  /** Σ|w|. */
  public double gross() {
    return bySymbol.values().stream().mapToDouble(Math::abs).sum();
  }
}
