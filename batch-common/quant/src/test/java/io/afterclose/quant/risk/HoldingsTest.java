package io.afterclose.quant.risk;

import static io.afterclose.quant.risk.Series.A;
import static io.afterclose.quant.risk.Series.B;
import static io.afterclose.quant.risk.Series.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class HoldingsTest {
  private static final Symbol YOUNG = Symbol.of("YOUNG");

  @Test
  void weights_are_signed_shares_of_the_net_asset_value() {
    Weights weights = Series.weights();
    assertThat(weights.bySymbol())
        .containsExactly(Map.entry(A, 0.6), Map.entry(B, 0.5), Map.entry(C, -0.2));
    assertThat(weights.gross()).isCloseTo(1.3, within(1e-15));
    assertThat(((Unknown<Weights>) Weights.of(Map.of(A, 1.0), 0)).reason())
        .isEqualTo(Reason.BASE_NOT_POSITIVE);
    assertThat(Weights.of(Map.of(A, 1.0), -5).known()).isEmpty();
  }

  @Test
  void the_holdings_of_today_are_held_through_the_past() {
    HoldingsReturns holdings = HoldingsReturns.of(Series.weights(), Series.matrix(), 252).get();
    assertThat(holdings.portfolio())
        .containsExactly(Arrays.copyOfRange(Series.portfolio(), 48, 300), within(1e-17));
    assertThat(holdings.dropped()).isZero();
    assertThat(holdings.coverage()).isEqualTo(1);
  }

  @Test
  void a_young_holding_is_left_out_and_named_and_shortens_nobody_elses_window() {
    ReturnMatrix matrix = matrix(Series.series(YOUNG, Series::c, t -> t >= 250));
    Weights weights = Weights.of(Map.of(A, 600.0, B, 400.0, YOUNG, 100.0), 1000).get();
    HoldingsReturns holdings = HoldingsReturns.of(weights, matrix, 252).get();
    assertThat(holdings.leftOut()).containsExactly(YOUNG);
    assertThat(holdings.portfolio()).hasSize(252);
    assertThat(holdings.coverage()).isCloseTo(1000 / 1100.0, within(1e-15));
    // Its weight is not spread over the others.
    assertThat(holdings.weights()).containsExactly(0.6, 0.4);
    Weights heavier = Weights.of(Map.of(A, 600.0, YOUNG, 100.0), 1000).get();
    assertReason(HoldingsReturns.of(heavier, matrix, 252), Reason.LOW_COVERAGE);
  }

  @Test
  void a_session_on_which_a_holding_lacks_its_return_is_dropped_and_counted() {
    ReturnMatrix matrix = matrix(Series.series(YOUNG, Series::c, t -> t % 10 != 0));
    Weights weights = Weights.of(Map.of(A, 500.0, YOUNG, 500.0), 1000).get();
    HoldingsReturns holdings = HoldingsReturns.of(weights, matrix, 100).get();
    assertThat(holdings.dropped()).isEqualTo(10);
    assertThat(holdings.portfolio()).hasSize(90);
    // Two holdings with 15 % of holes each, on different sessions, leave 70 %.
    ReturnMatrix holes =
        ReturnMatrix.of(
            Series.axis(Series.SIZE),
            List.of(
                Series.series(A, Series::a, t -> t % 20 > 2),
                Series.series(YOUNG, Series::c, t -> t % 20 < 17)));
    assertReason(HoldingsReturns.of(weights, holes, 100), Reason.INSUFFICIENT_DATA);
  }

  @Test
  void nothing_held_or_an_axis_that_is_too_short_gives_a_reason() {
    Weights nothing = Weights.of(Map.of(), 1000).get();
    assertReason(HoldingsReturns.of(nothing, Series.matrix(), 252), Reason.MISSING_INPUT);
    assertReason(HoldingsReturns.of(Series.weights(), Series.matrix(), 400), Reason.LOW_COVERAGE);
  }

  @Test
  void later_sessions_change_no_figure_of_an_earlier_day() {
    ReturnMatrix whole = Series.matrix();
    ReturnMatrix then = whole.upTo(whole.sessions().at(280), 281);
    HoldingsReturns holdings = HoldingsReturns.of(Series.weights(), then, 252).get();
    // The 252 returns that end at index 280, whatever came after.
    assertThat(holdings.portfolio())
        .containsExactly(Arrays.copyOfRange(Series.portfolio(), 28, 280), within(1e-17));
    double[] past = Arrays.copyOfRange(Series.portfolio(), 28, 280);
    assertThat(HarForecast.of(holdings.portfolio()).get().variance())
        .isCloseTo(HarForecast.of(past).get().variance(), within(1e-15));
    assertThat(ValueAtRisk.historical(holdings.portfolio(), 0.95).get().loss())
        .isCloseTo(ValueAtRisk.historical(past, 0.95).get().loss(), within(1e-16));
  }

  @Test
  void scaling_all_quantities_or_splitting_a_lot_changes_no_share() {
    Weights tenfold = Weights.of(Map.of(A, 6000.0, B, 5000.0, C, -2000.0), 10_000).get();
    assertThat(tenfold).isEqualTo(Series.weights());
    FactorExposure whole =
        FactorExposure.of(List.of(new FactorExposure.Holding(A, 600, 1.5)), 0, 1000).get();
    FactorExposure split =
        FactorExposure.of(
                List.of(
                    new FactorExposure.Holding(A, 400, 1.5),
                    new FactorExposure.Holding(A, 200, 1.5)),
                0,
                1000)
            .get();
    assertThat(split.dollarsBySymbol()).isEqualTo(whole.dollarsBySymbol());
    assertThat(split.ofNetAssetValue().get()).isEqualTo(whole.ofNetAssetValue().get());
  }

  private static ReturnMatrix matrix(ReturnSeries fourth) {
    return ReturnMatrix.of(
        Series.axis(Series.SIZE),
        List.of(
            Series.series(A, Series::a, t -> true),
            Series.series(B, Series::b, t -> true),
            fourth));
  }

  @Test
  void correlations_agree_with_numpy_and_have_their_count_in_each_cell() {
    CorrelationMatrix matrix =
        CorrelationMatrix.of(
            List.of(
                Series.series(A, Series::a, t -> true),
                Series.series(B, Series::b, t -> true),
                Series.series(C, Series::c, t -> true),
                Series.series(YOUNG, Series::c, t -> t >= 250)),
            CorrelationMatrix.WINDOW,
            CorrelationMatrix.FEWEST);
    assertThat(matrix.at(0, 1).orElseThrow()).isCloseTo(0.731002508926567, within(1e-14));
    assertThat(matrix.at(2, 0).orElseThrow()).isCloseTo(-0.5461390733745045, within(1e-14));
    assertThat(matrix.at(1, 2).orElseThrow()).isCloseTo(-0.3984862183485321, within(1e-14));
    assertThat(matrix.observations(0, 1)).isEqualTo(126);
    assertThat(matrix.observations(0, 3)).isEqualTo(50);
    assertThat(matrix.at(0, 3)).isEmpty();
    assertThat(matrix.averageAbsolute().get()).isCloseTo(0.5585426002165346, within(1e-14));
    assertThat(matrix.averageAbsolute().observations()).isEqualTo(3);
    assertReason(matrix.complete(), Reason.MISSING_INPUT);
  }

  @Test
  void effective_positions_agree_with_numpy_and_equal_uncorrelated_ones_count_in_full() {
    CorrelationMatrix matrix =
        CorrelationMatrix.of(
            List.of(
                Series.series(A, Series::a, t -> true),
                Series.series(B, Series::b, t -> true),
                Series.series(C, Series::c, t -> true)),
            CorrelationMatrix.WINDOW,
            CorrelationMatrix.FEWEST);
    NearestCorrelation nearest = matrix.complete().flatMap(NearestCorrelation::of).get();
    assertThat(nearest.distance()).isZero();
    assertThat(nearest.effectivePositions(Series.WEIGHTS).get())
        .isCloseTo(1.3006281767609773, within(1e-12));
    NearestCorrelation apart =
        NearestCorrelation.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}).get();
    assertThat(apart.effectivePositions(new double[] {2, 2, 2}).get()).isCloseTo(3, within(1e-14));
    NearestCorrelation alike = NearestCorrelation.of(new double[][] {{1, 1}, {1, 1}}).get();
    assertReason(alike.effectivePositions(new double[] {1, -1}), Reason.DEGENERATE);
  }

  /** The nearest one lies on the edge of what a correlation matrix can be. */
  @Test
  void the_nearest_correlation_of_highams_example_has_his_digits_and_no_negative_eigenvalue() {
    NearestCorrelation nearest =
        NearestCorrelation.of(new double[][] {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}).get();
    assertThat(nearest.at(0, 1)).isCloseTo(0.7607, within(5e-5));
    assertThat(nearest.at(0, 2)).isCloseTo(0.1573, within(5e-5));
    double a = nearest.at(0, 1);
    double b = nearest.at(0, 2);
    // 1 + 2a²b − 2a² − b² is the determinant, 0 on the edge.
    assertThat(1 + 2 * a * a * b - 2 * a * a - b * b).isCloseTo(0, within(1e-12));
    assertThat(nearest.distance())
        .isCloseTo(Math.sqrt(4 * (1 - a) * (1 - a) + 2 * b * b), within(1e-12));
  }

  /** Shares 0.5, 0.3, 0.2: Σ squares 0.38. */
  @Test
  void concentration_counts_absolute_shares() {
    Concentration found = Concentration.of(new double[] {50, -30, 20}).get();
    assertThat(found.herfindahl()).isCloseTo(3800, within(1e-10));
    assertThat(found.effective()).isCloseTo(1 / 0.38, within(1e-13));
    assertThat(found.largest()).isEqualTo(0.5);
    assertThat(found.largestThree()).isEqualTo(1);
    assertThat(found.largestTen()).isEqualTo(1);
    Concentration tenfold = Concentration.of(new double[] {500, -300, 200}).get();
    assertThat(tenfold.herfindahl()).isCloseTo(found.herfindahl(), within(1e-10));
    double[] equal = new double[20];
    Arrays.fill(equal, 7);
    assertThat(Concentration.of(equal).get().effective()).isCloseTo(20, within(1e-12));
    assertThat(Concentration.of(equal).get().largestTen()).isCloseTo(0.5, within(1e-15));
    assertReason(Concentration.of(new double[0]), Reason.MISSING_INPUT);
  }

  /** 1,000 shares at a fifth of a median of 500 a session: 10 sessions. */
  @Test
  void days_to_liquidate_use_the_median_volume() {
    double[] volumes = new double[21];
    Arrays.setAll(volumes, t -> t < 10 ? 100 : t == 10 ? 500 : 1e9);
    Liquidity slow = Liquidity.of(3000, 1000, volumes);
    assertThat(slow.days().get()).isEqualTo(10);
    Liquidity unknown = Liquidity.of(-1000, -1000, new double[20]);
    assertReason(unknown.days(), Reason.MISSING_INPUT);
    assertThat(Liquidity.shareOut(List.of(slow, unknown), 5).get()).isEqualTo(0.375);
    assertThat(Liquidity.shareOut(List.of(slow, unknown), 20).get()).isEqualTo(0.75);
    assertThat(Liquidity.unknownShare(List.of(slow, unknown)).get()).isEqualTo(0.25);
    assertReason(Liquidity.shareOut(List.of(), 5), Reason.MISSING_INPUT);
  }

  @Test
  void nets_of_groups_and_cash_add_up_to_the_net_asset_value() {
    SortedMap<String, GroupExposure> groups =
        GroupExposure.byGroup(
            List.of(
                Map.entry("Energy", new BigDecimal("500.00")),
                Map.entry("Energy", new BigDecimal("-120.10")),
                Map.entry("Unknown", new BigDecimal("20.05")),
                Map.entry("Cash", new BigDecimal("-30.00"))));
    GroupExposure energy = Objects.requireNonNull(groups.get("Energy"));
    assertThat(energy.net()).isEqualByComparingTo("379.90");
    assertThat(energy.gross()).isEqualByComparingTo("620.10");
    BigDecimal nets =
        groups.values().stream().map(GroupExposure::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(nets).isEqualByComparingTo("369.95");
  }

  /** 600·1.5 − 200·0.5 = 800 of a net asset value of 1,000; 400 signed have a slope. */
  @Test
  void an_exposure_counts_shorts_against_longs_and_tells_what_it_covers() {
    List<FactorExposure.Holding> holdings =
        List.of(
            new FactorExposure.Holding(A, 600, 1.5),
            new FactorExposure.Holding(B, -200, 0.5),
            new FactorExposure.Holding(C, 100, null));
    FactorExposure found = FactorExposure.of(holdings, 100, 1000).get();
    assertThat(found.dollars()).isEqualTo(800);
    assertThat(found.ofNetAssetValue().get()).isEqualTo(0.8);
    assertThat(found.normalised().get()).isEqualTo(2);
    assertThat(found.covered()).isEqualTo(0.8);
    assertThat(found.dollarsBySymbol()).containsExactly(Map.entry(A, 900.0), Map.entry(B, -100.0));
    FactorExposure indebted = FactorExposure.of(holdings, 100, -5).get();
    assertReason(indebted.ofNetAssetValue(), Reason.BASE_NOT_POSITIVE);
    assertThat(indebted.dollars()).isEqualTo(800);
    assertReason(
        FactorExposure.of(List.of(new FactorExposure.Holding(C, 100, null)), 0, 1000),
        Reason.MISSING_INPUT);
  }

  private static void assertReason(Figure<?> figure, Reason reason) {
    assertThat(figure).isInstanceOf(Unknown.class);
    assertThat(((Unknown<?>) figure).reason()).isEqualTo(reason);
  }
}
