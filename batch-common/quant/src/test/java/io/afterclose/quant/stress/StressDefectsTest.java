package io.afterclose.quant.stress;

import static io.afterclose.quant.stress.StressFactor.GROWTH;
import static io.afterclose.quant.stress.StressFactor.MARKET;
import static io.afterclose.quant.stress.StressFactor.RATES;
import static io.afterclose.quant.stress.StressFactor.SIZE;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.risk.FactorExposure;
import io.afterclose.quant.stress.StressResult.Flag;
import io.afterclose.quant.stress.StressResult.Holding;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stress tests of the original system got wrong, one by one, and the rest of the kernel. */
class StressDefectsTest {
  private static final Symbol XYZ = Symbol.of("XYZ");
  private static final Symbol SHORT = Symbol.of("SHRT");
  private static final BondSensitivity TLT = new BondSensitivity(16.5, 350);
  private static final Sessions AXIS =
      Sessions.of(
          LocalDate.of(2023, 1, 2).datesUntil(LocalDate.of(2023, 1, 2).plusDays(301)).toList());
  private static final ReturnMatrix FUNDS =
      ReturnMatrix.of(
          AXIS,
          List.of(
              series(FactorEtfs.SPY, StressDefectsTest::market),
              series(FactorEtfs.TLT, t -> 0.004 * sin(0.31 * t + 2)),
              series(FactorEtfs.VUG, StressDefectsTest::growth),
              series(FactorEtfs.IWM, t -> 0.9 * market(t) + 0.004 * cos(0.83 * t))));

  private static double market(int t) {
    return 0.01 * sin(0.9 * t + 0.3) + 0.004 * cos(2.3 * t);
  }

  private static double growth(int t) {
    return 0.6 * market(t) + 0.006 * sin(1.7 * t + 1.1);
  }

  /** The symbol of the risk tests, whose slopes numpy gave. */
  private static double xyz(int t) {
    return -0.3 * market(t) + 0.005 * cos(0.37 * t + 0.5) + 0.0002;
  }

  private static ReturnSeries series(Symbol symbol, IntToDoubleFunction value) {
    return ReturnSeries.of(
        symbol,
        AXIS,
        IntStream.range(0, AXIS.size())
            .mapToDouble(i -> i == 0 ? Double.NaN : value.applyAsDouble(i - 1))
            .toArray());
  }

  private static Holding holding(ShockModel model, Symbol symbol, double exposure, double beta) {
    return new Holding(symbol, exposure, model.slopes(series(symbol, t -> beta * market(t))));
  }

  private static ShockModel model(StressFactor... factors) {
    return ShockModel.of(List.of(factors), FUNDS).get();
  }

  @Test
  void defect_1_a_rise_of_yields_by_100_basis_points_costs_36_875_on_a_rate_beta_of_a_quarter() {
    FactorExposure exposure =
        FactorExposure.of(List.of(new FactorExposure.Holding(XYZ, 1_000_000, 0.25)), 0, 1_000_000)
            .get();
    double direct =
        StressResult.direct(
                Scenario.ofYields("rates_up_100", 0.01, TLT),
                Map.of(RATES, Figure.of(exposure.dollars(), 1)))
            .get();
    assertThat(direct).isCloseTo(-36_875, within(1e-9));
    double propagated =
        StressResult.of(
                Scenario.ofYields("rates_up_100", 0.01, TLT),
                model(RATES),
                List.of(
                    new Holding(
                        XYZ,
                        1_000_000,
                        model(RATES).slopes(series(XYZ, t -> 0.25 * 0.004 * sin(0.31 * t + 2))))),
                0,
                1_000_000)
            .get()
            .propagated();
    assertThat(propagated).isCloseTo(-36_875, within(1e-6));
    assertThat(TLT.fundReturn(-0.01)).isCloseTo(0.1825, within(1e-15));
  }

  @Test
  void defect_2_a_short_of_the_same_rate_beta_offsets_a_long_one() {
    FactorExposure exposure =
        FactorExposure.of(
                List.of(
                    new FactorExposure.Holding(XYZ, 500_000, 0.25),
                    new FactorExposure.Holding(SHORT, -500_000, 0.25)),
                0,
                1_000_000)
            .get();
    double direct =
        StressResult.direct(
                Scenario.ofYields("rates_up_100", 0.01, TLT),
                Map.of(RATES, Figure.of(exposure.dollars(), 2)))
            .get();
    assertThat(direct).isZero();
  }

  @Test
  void
      defect_3_a_loss_of_a_market_neutral_book_is_not_capped_and_one_beyond_the_value_is_flagged() {
    ShockModel model = model(MARKET);
    List<Holding> book =
        List.of(holding(model, XYZ, 1_000_000, 1.5), holding(model, SHORT, -1_000_000, 0.5));
    Scenario crash = new Scenario("market_down_35", Map.of(MARKET, -0.35));
    StressResult result = StressResult.of(crash, model, book, 0, 500_000).get();
    assertThat(result.propagated()).isCloseTo(-350_000, within(1e-6));
    assertThat(result.flags()).doesNotContain(Flag.LOSS_EXCEEDS_NAV);
    StressResult thin = StressResult.of(crash, model, book, 0, 300_000).get();
    assertThat(thin.propagated()).isCloseTo(-350_000, within(1e-6));
    assertThat(thin.flags()).contains(Flag.LOSS_EXCEEDS_NAV);
    StressResult indebted = StressResult.of(crash, model, book, 0, -1).get();
    assertThat(indebted.flags()).contains(Flag.LOSS_EXCEEDS_NAV);
  }

  @Test
  void defect_4_a_shock_of_the_market_moves_the_market_exposure_itself() {
    ShockModel model = model(MARKET);
    Scenario fall = new Scenario("market_down_10", Map.of(MARKET, -0.1));
    StressResult result =
        StressResult.of(fall, model, List.of(holding(model, XYZ, 200_000, 1.2)), 0, 200_000).get();
    assertThat(result.propagated()).isCloseTo(-24_000, within(1e-7));
    assertThat(result.bySymbol().get(XYZ)).isEqualTo(result.propagated());
    assertThat(StressResult.direct(fall, Map.of(MARKET, Figure.of(240_000.0, 1))).get())
        .isCloseTo(-24_000, within(1e-9));
  }

  /** The slope on one factor, and the two that share the work, by numpy's least squares. */
  @Test
  void defect_5_what_shocked_factors_share_counts_once_and_by_slopes_not_correlations() {
    ReturnSeries symbol = series(XYZ, StressDefectsTest::xyz);
    assertThat(model(MARKET).slopes(symbol).get().get(0))
        .isCloseTo(-0.29686592155073177, within(1e-12));
    List<Double> both = model(GROWTH, MARKET).slopes(symbol).get();
    assertThat(model(GROWTH, MARKET).factors()).containsExactly(MARKET, GROWTH);
    assertThat(both.get(0)).isCloseTo(-0.2993469649663273, within(1e-12));
    assertThat(both.get(1)).isCloseTo(0.0041510978748699676, within(1e-12));
    // What follows the market alone answers to the market's shock alone, whatever growth does.
    ShockModel model = model(MARKET, GROWTH);
    Scenario apart = new Scenario("apart", Map.of(MARKET, -0.1, GROWTH, 0.15));
    StressResult result =
        StressResult.of(apart, model, List.of(holding(model, XYZ, 1000, 1)), 0, 1000).get();
    assertThat(result.propagated()).isCloseTo(-100, within(1e-9));
  }

  @Test
  void defect_6_factors_that_move_as_one_are_refused_and_nothing_is_clipped() {
    ReturnMatrix alike =
        ReturnMatrix.of(
            AXIS,
            List.of(
                series(FactorEtfs.SPY, StressDefectsTest::market),
                series(FactorEtfs.IWM, t -> 2 * market(t)),
                // Correlated by 0.999, beyond the original's clip of 0.95.
                series(FactorEtfs.VUG, t -> market(t) + 0.0003 * sin(1.7 * t))));
    ReturnSeries symbol = series(XYZ, t -> 3 * market(t) + 0.0006 * sin(1.7 * t));
    ShockModel dependent = ShockModel.of(List.of(MARKET, SIZE), alike).get();
    assertReason(dependent.slopes(symbol), Reason.SINGULAR);
    List<Double> slopes = ShockModel.of(List.of(MARKET, GROWTH), alike).get().slopes(symbol).get();
    assertThat(slopes.get(0)).isCloseTo(1, within(1e-9));
    assertThat(slopes.get(1)).isCloseTo(2, within(1e-9));
  }

  @Test
  void what_no_scenario_reaches_is_named_and_its_share_told() {
    ShockModel model = model(MARKET);
    ReturnSeries young =
        ReturnSeries.of(
            SHORT,
            AXIS,
            IntStream.range(0, 301).mapToDouble(i -> i < 200 ? Double.NaN : 0.01).toArray());
    Figure<List<Double>> none = model.slopes(young);
    assertReason(none, Reason.INSUFFICIENT_DATA);
    Scenario fall = new Scenario("market_down_10", Map.of(MARKET, -0.1));
    StressResult result =
        StressResult.of(
                fall,
                model,
                List.of(holding(model, XYZ, 600, 1), new Holding(SHORT, -200, none)),
                200,
                1000)
            .get();
    assertThat(result.covered()).isEqualTo(0.6);
    assertThat(result.uncovered()).containsExactly(SHORT);
    assertReason(
        StressResult.of(fall, model, List.of(new Holding(SHORT, -200, none)), 0, 1000),
        Reason.MISSING_INPUT);
    assertReason(StressResult.direct(fall, Map.of()), Reason.MISSING_INPUT);
  }

  @Test
  void a_shock_beyond_all_moves_of_21_sessions_is_flagged() {
    ShockModel model = model(MARKET);
    double largest = 0;
    for (int end = 300; end >= 300 - 252 + 20; end--) {
      double growth = 1;
      for (int i = end - 20; i <= end; i++) {
        growth *= 1 + market(i - 1);
      }
      largest = Math.max(largest, Math.abs(growth - 1));
    }
    assertThat(model.isOutsideHistory(MARKET, -largest * 1.0001)).isTrue();
    assertThat(model.isOutsideHistory(MARKET, largest * 0.9999)).isFalse();
  }

  @Test
  void a_replay_takes_the_funds_own_path_and_a_hole_makes_it_unknown() {
    LocalDate from = AXIS.at(10);
    LocalDate to = AXIS.at(12);
    Scenario replay = Scenario.replay("replay", List.of(MARKET, RATES), FUNDS, from, to).get();
    assertThat(replay.shocks().get(MARKET))
        .isCloseTo((1 + market(10)) * (1 + market(11)) - 1, within(1e-15));
    assertReason(
        Scenario.replay("replay", List.of(StressFactor.QUALITY), FUNDS, from, to),
        Reason.MISSING_INPUT);
    assertReason(
        Scenario.replay("replay", List.of(MARKET), FUNDS, AXIS.at(0).minusDays(9), to),
        Reason.MISSING_INPUT);
  }

  /** A book of 1,200 market dollars on 1,000: −8.33 % costs a tenth; a short one loses by rises. */
  @Test
  void reverse_stress_is_the_move_that_costs_the_share() {
    assertThat(ReverseStress.marketMove(1200, 1000, 0.1).get()).isCloseTo(-1.0 / 12, within(1e-15));
    assertThat(ReverseStress.marketMove(-500, 1000, 0.2).get()).isCloseTo(0.4, within(1e-15));
    assertReason(ReverseStress.marketMove(50, 1000, 0.1), Reason.OUT_OF_DOMAIN);
    assertReason(ReverseStress.marketMove(0, 1000, 0.1), Reason.DEGENERATE);
    assertReason(ReverseStress.marketMove(100, 0, 0.1), Reason.BASE_NOT_POSITIVE);
  }

  @Test
  void wrong_arguments_are_errors() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Scenario("none", Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scenario("all", Map.of(MARKET, -1.0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new BondSensitivity(-1, 0));
    Scenario fall = new Scenario("fall", Map.of(MARKET, -0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StressResult.of(fall, model(RATES), List.of(), 0, 1));
    ReturnSeries other =
        ReturnSeries.of(XYZ, Sessions.of(AXIS.dates().subList(0, 2)), new double[2]);
    assertThatIllegalArgumentException().isThrownBy(() -> model(MARKET).slopes(other));
    assertReason(ShockModel.of(List.of(StressFactor.QUALITY), FUNDS), Reason.MISSING_INPUT);
  }

  private static void assertReason(Figure<?> figure, Reason reason) {
    assertThat(figure).isInstanceOf(Unknown.class);
    assertThat(((Unknown<?>) figure).reason()).isEqualTo(reason);
  }
}
