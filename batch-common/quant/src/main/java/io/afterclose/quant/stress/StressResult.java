package io.afterclose.quant.stress;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.symbol.Symbol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scenario does to a portfolio, USD, a loss below 0. Never capped: a loss beyond the net
 * asset value is flagged.
 *
 * @param propagated Σ E_i·b_iᵀ·s, the expectation given the shocks
 * @param bySymbol what each symbol brings to it
 * @param covered share of the gross exposure that answers, 0 to 1
 * @param uncovered the symbols that have no slopes
 * @param flags what to know about it
 */
public record StressResult(
    double propagated,
    Map<Symbol, Double> bySymbol,
    double covered,
    List<Symbol> uncovered,
    Set<Flag> flags) {

  /** What to know about a result. */
  public enum Flag {
    /** The loss is larger than the net asset value. */
    LOSS_EXCEEDS_NAV,
    /** A shock is larger than any move of 21 sessions that the slopes have seen. */
    SHOCK_OUTSIDE_HISTORY
  }

  /** Copies all of it. */
  public StressResult {
    bySymbol = Collections.unmodifiableMap(new LinkedHashMap<>(bySymbol));
    uncovered = List.copyOf(uncovered);
    flags = Set.copyOf(flags);
  }

  /**
   * A symbol, its lots added up.
   *
   * @param exposure signed, USD
   * @param slopes by {@link ShockModel#slopes} of the scenario's factors
   */
  public record Holding(Symbol symbol, double exposure, Figure<List<Double>> slopes) {}

  /**
   * The result; unknown if no holding has slopes.
   *
   * @param model of exactly the scenario's factors
   * @param otherGross gross exposure of what no scenario reaches: private, options, USD
   * @throws IllegalArgumentException if the model is of other factors
   */
  public static Figure<StressResult> of(
      Scenario scenario,
      ShockModel model,
      List<Holding> holdings,
      double otherGross,
      double netAssetValue) {
    requireFactors(scenario, model);
    Map<Symbol, Double> effects = new LinkedHashMap<>();
    List<Symbol> uncovered =
        holdings.stream().filter(h -> h.slopes().known().isEmpty()).map(Holding::symbol).toList();
    double gross = otherGross;
    double covered = 0;
    double total = 0;
    for (Holding holding : holdings) {
      double size = Math.abs(holding.exposure());
      gross += size;
      List<Double> slopes = holding.slopes().known().orElse(List.of());
      if (!slopes.isEmpty()) {
        double effect = holding.exposure() * response(scenario, slopes);
        covered += size;
        total += effect;
        effects.merge(holding.symbol(), effect, Double::sum);
      }
    }
    if (effects.isEmpty()) {
      return Figure.unknown(
          Reason.MISSING_INPUT, "no holding has slopes on " + model.factors(), holdings.size());
    }
    return Figure.of(
        new StressResult(
            total,
            effects,
            gross > 0 ? covered / gross : 0,
            uncovered,
            flags(scenario, model, total, netAssetValue)),
        effects.size());
  }

  private static void requireFactors(Scenario scenario, ShockModel model) {
    if (!List.copyOf(scenario.shocks().keySet()).equals(model.factors())) {
      throw new IllegalArgumentException(
          scenario.code()
              + ": a model of "
              + scenario.shocks().keySet()
              + " was expected, found one of "
              + model.factors());
    }
  }

  private static double response(Scenario scenario, List<Double> slopes) {
    double response = 0;
    int factor = 0;
    for (double shock : scenario.shocks().values()) {
      response += slopes.get(factor) * shock;
      factor++;
    }
    return response;
  }

  private static Set<Flag> flags(
      Scenario scenario, ShockModel model, double total, double netAssetValue) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (total < 0 && -total > netAssetValue) {
      flags.add(Flag.LOSS_EXCEEDS_NAV);
    }
    if (scenario.shocks().entrySet().stream()
        .anyMatch(shock -> model.isOutsideHistory(shock.getKey(), shock.getValue()))) {
      flags.add(Flag.SHOCK_OUTSIDE_HISTORY);
    }
    return flags;
  }

  /**
   * The direct effect beside it, Σ exposure dollars × shock by stored exposures, USD. Unknown if an
   * exposure is; the exposures overlap, so with several shocks it counts some of the market twice.
   *
   * @param exposureDollars Σ E_i·β_i by factor, USD
   */
  public static Figure<Double> direct(
      Scenario scenario, Map<StressFactor, Figure<Double>> exposureDollars) {
    double total = 0;
    for (var shock : scenario.shocks().entrySet()) {
      Figure<Double> dollars = exposureDollars.get(shock.getKey());
      if (dollars == null || dollars.known().isEmpty()) {
        return Figure.unknown(
            Reason.MISSING_INPUT,
            scenario.code() + ": no exposure to " + shock.getKey().exposure(),
            0);
      }
      total += dollars.get() * shock.getValue();
    }
    return Figure.of(total, scenario.shocks().size());
  }
}
