package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.stress.ReverseStress;
import io.afterclose.quant.stress.Scenario;
import io.afterclose.quant.stress.ShockModel;
import io.afterclose.quant.stress.StressFactor;
import io.afterclose.quant.stress.StressResult;
import io.afterclose.quant.symbol.Symbol;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What scenarios do to a portfolio, and which move of the market costs a share of it. */
final class StressFigures {

  private static final List<String> COLUMNS =
      List.of("PROPAGATED", "DIRECT", "COVERED", "LOSS_EXCEEDS_NAV", "SHOCK_OUTSIDE_HISTORY");

  private static final List<Integer> COSTS = List.of(10, 20);

  private final HeldAtClose held;
  private final DayMarket market;
  private final FigureSheet sheet;

  private StressFigures(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    this.held = held;
    this.market = market;
    this.sheet = sheet;
  }

  /**
   * Puts them.
   *
   * @param scenarios with their shocks, replays among them as far as their prices are stored
   * @param version of the file that they are from
   */
  static void put(
      HeldAtClose held,
      DayMarket market,
      ExposureFigures exposures,
      List<Scenario> scenarios,
      String version,
      FigureSheet sheet) {
    StressFigures figures = new StressFigures(held, market, sheet);
    InputHash hash = figures.hash().add(version);
    held.listed().keySet().forEach(symbol -> market.addExposures(hash, symbol));
    scenarios.forEach(scenario -> hash.add(scenario.code()).add(scenario.shocks()));
    Basis basis = Basis.of(hash.whole());
    Map<StressFactor, Figure<Double>> dollars = new EnumMap<>(StressFactor.class);
    for (StressFactor factor : StressFactor.values()) {
      dollars.put(factor, exposures.dollars(factor.exposure()));
    }
    figures.putScenarios(scenarios, dollars, basis);
    figures.putReverse();
  }

  /** What propagated results rest on. */
  private InputHash hash() {
    InputHash hash = held.hash();
    held.listed().keySet().forEach(symbol -> hash.add(market.hash(symbol, ShockModel.WINDOW + 1)));
    return market.addFunds(hash, ShockModel.WINDOW + 1);
  }

  private void putScenarios(
      List<Scenario> scenarios, Map<StressFactor, Figure<Double>> dollars, Basis basis) {
    List<Symbol> symbols = List.copyOf(held.listed().keySet());
    double[][] cells = new double[scenarios.size()][];
    double[][] positions = new double[scenarios.size()][symbols.size()];
    for (int row = 0; row < cells.length; row++) {
      Optional<StressResult> result = propagated(scenarios.get(row)).known();
      cells[row] =
          new double[] {
            result.map(StressResult::propagated).orElse(Double.NaN),
            StressResult.direct(scenarios.get(row), dollars).known().orElse(Double.NaN),
            result.map(StressResult::covered).orElse(0.0),
            flag(result, StressResult.Flag.LOSS_EXCEEDS_NAV),
            flag(result, StressResult.Flag.SHOCK_OUTSIDE_HISTORY)
          };
      Map<Symbol, Double> effects = result.map(StressResult::bySymbol).orElse(Map.of());
      Arrays.setAll(positions[row], index -> effects.getOrDefault(symbols.get(index), Double.NaN));
    }
    List<String> codes = scenarios.stream().map(Scenario::code).toList();
    sheet.put(GridCode.STRESS, codes, COLUMNS, cells, basis);
    if (!symbols.isEmpty()) {
      sheet.put(
          GridCode.POSITION_STRESS,
          codes,
          symbols.stream().map(Symbol::text).toList(),
          positions,
          basis);
    }
  }

  private static double flag(Optional<StressResult> result, StressResult.Flag flag) {
    return result.map(known -> known.flags().contains(flag) ? 1.0 : 0.0).orElse(Double.NaN);
  }

  private Figure<StressResult> propagated(Scenario scenario) {
    Set<StressFactor> factors = EnumSet.copyOf(scenario.shocks().keySet());
    return market
        .model(factors)
        .flatMap(
            model ->
                StressResult.of(
                    scenario,
                    model,
                    held.exposures().entrySet().stream()
                        .map(
                            entry ->
                                new StressResult.Holding(
                                    entry.getKey(),
                                    entry.getValue(),
                                    market.slopes(factors, model, entry.getKey())))
                        .toList(),
                    held.otherGross(),
                    held.nav()));
  }

  /** Of a market move of 1 the dollars. */
  private void putReverse() {
    Scenario unit = new Scenario("MARKET", Map.of(StressFactor.MARKET, 1.0));
    Figure<StressResult> result = propagated(unit);
    Basis basis =
        Basis.of(hash().whole()).covering(result.known().map(StressResult::covered).orElse(null));
    for (int cost : COSTS) {
      sheet.put(
          FigureKey.of(FigureCode.REVERSE_STRESS, String.valueOf(cost)),
          result.flatMap(
              known -> ReverseStress.marketMove(known.propagated(), held.nav(), cost / 100.0)),
          basis);
    }
  }
}
