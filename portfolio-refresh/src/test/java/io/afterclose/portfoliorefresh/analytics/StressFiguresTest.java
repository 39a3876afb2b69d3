package io.afterclose.portfoliorefresh.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.scenario.StressScenarios;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.stress.Scenario;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the original system got wrong about stress tests, each as a test that it cannot happen. */
final class StressFiguresTest {

  private static final Symbol AAA = new Symbol("AAA");
  private static final Symbol BBB = new Symbol("BBB");
  private static final StressScenarios SCENARIOS = StressScenarios.load();

  @Test
  void a_hundred_basis_points_cost_an_interest_rate_beta_of_a_quarter_36_875_of_a_million() {
    FigureGrid stress =
        stress("1000000", Map.of(AAA, "1000000"), Map.of(AAA, Map.of(Factor.IR_BETA, 0.25)));
    assertThat(stress.at("RATES_UP_100", "DIRECT")).hasValueCloseTo(-36_875.0, within(1e-6));
    assertThat(stress.at("RATES_DOWN_100", "DIRECT")).hasValueCloseTo(45_625.0, within(1e-6));
  }

  @Test
  void a_short_position_takes_its_interest_rate_exposure_away() {
    FigureGrid stress =
        stress(
            "1000000",
            Map.of(AAA, "1000000", BBB, "-1000000"),
            Map.of(AAA, Map.of(Factor.IR_BETA, 0.25), BBB, Map.of(Factor.IR_BETA, 0.25)));
    assertThat(stress.at("RATES_UP_100", "DIRECT")).hasValueCloseTo(0.0, within(1e-9));
  }

  @Test
  void the_loss_of_a_market_neutral_book_is_not_capped() {
    FigureGrid stress =
        stress(
            "100000",
            Map.of(AAA, "1000000", BBB, "-1000000"),
            Map.of(AAA, Map.of(Factor.MARKET_BETA, 1.5), BBB, Map.of(Factor.MARKET_BETA, 0.5)));
    assertThat(stress.at("MARKET_DOWN_35", "DIRECT")).hasValueCloseTo(-350_000.0, within(1e-6));
    double propagated = stress.at("MARKET_DOWN_35", "PROPAGATED").orElseThrow();
    assertThat(propagated)
        .as("slopes of 1.5 and 0.5 in the returns")
        .isCloseTo(-350_000, within(20_000.0));
    assertThat(stress.at("MARKET_DOWN_35", "LOSS_EXCEEDS_NAV")).hasValue(1);
  }

  @Test
  void a_market_shock_moves_the_market_exposure() {
    FigureGrid stress =
        stress("1000000", Map.of(AAA, "1000000"), Map.of(AAA, Map.of(Factor.MARKET_BETA, 1.5)));
    assertThat(stress.at("MARKET_DOWN_10", "DIRECT")).hasValueCloseTo(-150_000.0, within(1e-6));
    assertThat(stress.at("MARKET_DOWN_10", "PROPAGATED").orElseThrow())
        .isCloseTo(-150_000, within(10_000.0));
  }

  @Test
  void what_a_symbol_answers_is_its_slope_and_not_its_correlation() {
    FigureGrid stress =
        stress("1000000", Map.of(AAA, "1000000"), Map.of(AAA, Map.of(Factor.MARKET_BETA, 1.5)));
    assertThat(stress.at("MARKET_DOWN_10", "PROPAGATED").orElseThrow())
        .as("a correlation cannot exceed 1, so it could cost 100,000 at most")
        .isLessThan(-120_000);
  }

  @Test
  void all_scenarios_of_the_original_are_there() {
    assertThat(SCENARIOS.scenarios()).hasSize(22);
    assertThat(SCENARIOS.replays()).hasSize(3);
    assertThat(SCENARIOS.bonds().fundReturn(0.01)).isCloseTo(-0.1475, within(1e-12));
  }

  private static FigureGrid stress(
      String netAssetValue, Map<Symbol, String> held, Map<Symbol, Map<Factor, Double>> betas) {
    TreeMap<Symbol, BigDecimal> listed = new TreeMap<>();
    held.forEach((symbol, value) -> listed.put(symbol, new BigDecimal(value)));
    BigDecimal nav = new BigDecimal(netAssetValue);
    BigDecimal cash = listed.values().stream().reduce(nav, BigDecimal::subtract);
    HeldAtClose atClose =
        new HeldAtClose(nav, cash, listed, listed, List.of(), List.of(), new TreeSet<>());
    DayMarket market = market(betas);
    FigureSheet sheet = new FigureSheet();
    ExposureFigures exposures = ExposureFigures.put(atClose, market, sheet);
    List<Scenario> scenarios =
        SCENARIOS.scenarios().stream().map(StressScenarios.Named::scenario).toList();
    StressFigures.put(atClose, market, exposures, scenarios, SCENARIOS.version(), sheet);
    return sheet.set(1, StoredYears.LAST, "").grids().stream()
        .filter(grid -> grid.code() == GridCode.STRESS)
        .findFirst()
        .orElseThrow();
  }

  private static DayMarket market(Map<Symbol, Map<Factor, Double>> betas) {
    Sessions axis = Sessions.of(StoredYears.SESSIONS);
    Random random = new Random(5);
    double[] market = returns(random, axis.size(), 0, new double[axis.size()], 0.01);
    List<ReturnSeries> series = new ArrayList<>();
    for (Symbol fund : FactorEtfs.ALL) {
      boolean itself = fund.equals(FactorEtfs.SPY);
      series.add(
          ReturnSeries.of(
              fund, axis, itself ? market : returns(random, axis.size(), 0.8, market, 0.004)));
    }
    series.add(ReturnSeries.of(AAA, axis, returns(random, axis.size(), 1.5, market, 0.002)));
    series.add(ReturnSeries.of(BBB, axis, returns(random, axis.size(), 0.5, market, 0.002)));
    Map<Symbol, Map<Factor, ExposureRow>> exposures = new HashMap<>();
    betas.forEach(
        (symbol, byFactor) -> {
          Map<Factor, ExposureRow> rows = new EnumMap<>(Factor.class);
          byFactor.forEach((factor, beta) -> rows.put(factor, row(symbol, factor, beta)));
          exposures.put(symbol, rows);
        });
    return new DayMarket(
        StoredYears.LAST,
        ReturnMatrix.of(axis, series),
        exposures,
        Map.of(),
        Map.of(),
        new SharedSlopes());
  }

  private static ExposureRow row(Symbol symbol, Factor factor, double beta) {
    return new ExposureRow(
        symbol,
        factor,
        "FITTED",
        Optional.of(new Estimate(beta, beta, null, null, null, null)),
        90,
        90,
        "FULL",
        null);
  }

  private static double[] returns(
      Random random, int size, double slope, double[] market, double own) {
    double[] returns = new double[size];
    returns[0] = Double.NaN;
    for (int t = 1; t < size; t++) {
      returns[t] = slope * market[t] + own * random.nextGaussian();
    }
    return returns;
  }
}
