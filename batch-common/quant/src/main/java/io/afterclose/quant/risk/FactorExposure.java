package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.symbol.Symbol;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exposure of a portfolio to one factor, Σ E_i·β_i with signed exposures.
 *
 * @param dollars USD: what it gains per unit of the factor's return
 * @param ofNetAssetValue dollars over the net asset value; unknown if that is 0 or below
 * @param normalised dollars over the signed exposure that has a slope; unknown if that is 0 or
 *     below
 * @param covered share of the gross exposure that has a slope, 0 to 1
 * @param dollarsBySymbol what each symbol brings, USD
 */
public record FactorExposure(
    double dollars,
    Figure<Double> ofNetAssetValue,
    Figure<Double> normalised,
    double covered,
    Map<Symbol, Double> dollarsBySymbol) {

  /** Copies what symbols bring. */
  public FactorExposure {
    dollarsBySymbol = Collections.unmodifiableMap(new LinkedHashMap<>(dollarsBySymbol));
  }

  /**
   * A symbol, its lots added up.
   *
   * @param exposure signed, USD
   * @param beta its slope on the factor; null where it has none
   */
  public record Holding(Symbol symbol, double exposure, @Nullable Double beta) {}

  /**
   * That of holdings; unknown if none has a slope.
   *
   * @param otherGross gross exposure of what can have none: private, options, USD
   */
  public static Figure<FactorExposure> of(
      List<Holding> holdings, double otherGross, double netAssetValue) {
    Map<Symbol, Double> parts = new LinkedHashMap<>();
    double gross = otherGross;
    double covered = 0;
    double factored = 0;
    double dollars = 0;
    for (Holding holding : holdings) {
      gross += Math.abs(holding.exposure());
      Double beta = holding.beta();
      if (beta != null) {
        covered += Math.abs(holding.exposure());
        factored += holding.exposure();
        dollars += holding.exposure() * beta;
        parts.merge(holding.symbol(), holding.exposure() * beta, Double::sum);
      }
    }
    if (parts.isEmpty()) {
      return Figure.unknown(Reason.MISSING_INPUT, "no holding has a slope", 0);
    }
    return Figure.of(
        new FactorExposure(
            dollars,
            over(dollars, netAssetValue, "net asset value", parts.size()),
            over(dollars, factored, "factored value", parts.size()),
            gross > 0 ? covered / gross : 0,
            parts),
        parts.size());
  }

  private static Figure<Double> over(double dollars, double base, String name, int holdings) {
    return base > 0
        ? Figure.of(dollars / base, holdings)
        : Figure.unknown(
            Reason.BASE_NOT_POSITIVE, "a " + name + " above 0 is needed, found " + base, holdings);
  }
}
