package io.afterclose.quant.factor;

import static io.afterclose.quant.factor.Simulated.SYMBOL;
import static io.afterclose.quant.factor.Simulated.market;
import static io.afterclose.quant.factor.Simulated.series;
import static io.afterclose.quant.factor.Simulated.weekdays;
import static io.afterclose.quant.factor.Simulated.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.factor.FactorFit.Fitted;
import io.afterclose.quant.factor.FactorFit.NotFitted;
import io.afterclose.quant.factor.FactorFit.Quality;
import io.afterclose.quant.factor.FactorFit.Reason;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.regression.RegressionFit;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorModelsTest {
  /** One session more than the longest window, with week-ends left out as on any real axis. */
  private static final Sessions AXIS = weekdays(181);

  private static final ReturnMatrix MARKET = market(AXIS);

  @Test
  void the_models_estimate_each_factor_once_in_order() {
    assertThat(FactorModels.ALL)
        .extracting(FactorModel::name)
        .containsExactly(
            "market-beta", "interest-rate-beta", "ridge-style-factors", "spread-factors");
    assertThat(FactorModels.ALL)
        .flatExtracting(FactorModel::factors)
        .containsExactly(Factor.values());
  }

  @Test
  void the_models_need_the_eight_etfs_and_no_other() {
    assertThat(FactorEtfs.ALL).hasSize(8);
    assertThat(FactorModels.ALL)
        .flatExtracting(FactorModel::regressors)
        .containsOnly(FactorEtfs.ALL.toArray(Symbol[]::new));
  }

  @ParameterizedTest
  @CsvSource({"0, 90, 30", "1, 90, 30", "2, 90, 30", "3, 180, 60"})
  void windows_and_minimums_are_those_of_the_specification(int model, int window, int minimum) {
    assertThat(FactorModels.ALL.get(model).window()).isEqualTo(window);
    assertThat(FactorModels.ALL.get(model).minimumObservations()).isEqualTo(minimum);
  }

  @Test
  void the_minimum_is_enough_and_one_less_is_too_few() {
    for (FactorModel model : FactorModels.ALL) {
      int minimum = model.minimumObservations();
      PreparedModel prepared = model.prepare(MARKET);
      assertThat(prepared.fit(lastReturns(minimum)))
          .hasSameSizeAs(model.factors())
          .allSatisfy(
              fit -> {
                assertThat(fit).isInstanceOf(Fitted.class);
                assertThat(((Fitted) fit).quality()).isEqualTo(Quality.LIMITED_HISTORY);
                assertThat(fit.observations()).isEqualTo(minimum);
              });
      assertThat(prepared.fit(lastReturns(minimum - 1)))
          .hasSameSizeAs(model.factors())
          .allSatisfy(
              fit -> {
                NotFitted not = (NotFitted) fit;
                assertThat(not.reason()).isEqualTo(Reason.INSUFFICIENT_DATA);
                assertThat(not.observations()).isEqualTo(minimum - 1);
                assertThat(not.detail()).contains("XYZ", (minimum - 1) + " of", "" + minimum);
              });
    }
  }

  @Test
  void a_full_window_is_full_history_and_one_hole_makes_it_limited() {
    PreparedModel prepared = FactorModels.MARKET_BETA.prepare(MARKET);
    assertThat(((Fitted) prepared.fit(symbol(i -> true)).get(0)).quality())
        .isEqualTo(Quality.FULL_HISTORY);
    Fitted holed = (Fitted) prepared.fit(symbol(i -> i != 150)).get(0);
    assertThat(holed.quality()).isEqualTo(Quality.LIMITED_HISTORY);
    assertThat(holed.observations()).isEqualTo(89);
    assertThat(holed.window()).isEqualTo(90);
  }

  @Test
  void the_window_is_counted_in_sessions_and_older_returns_do_not_matter() {
    for (FactorModel model : FactorModels.ALL) {
      PreparedModel prepared = model.prepare(MARKET);
      int start = AXIS.size() - model.window();
      assertThat(prepared.fit(symbol(i -> i >= start)))
          .isEqualTo(prepared.fit(symbol(i -> true)))
          .allSatisfy(fit -> assertThat(fit.observations()).isEqualTo(model.window()));
    }
  }

  @Test
  void an_axis_shorter_than_the_window_gives_fewer_observations() {
    Sessions axis = weekdays(46);
    ReturnSeries returns = symbol(axis, i -> true);
    FactorFit fit = FactorModels.MARKET_BETA.prepare(market(axis)).fit(returns).get(0);
    assertThat(fit).isInstanceOf(Fitted.class);
    assertThat(fit.observations()).isEqualTo(45);
    assertThat(fit.window()).isEqualTo(90);
  }

  @Test
  void a_line_is_the_regression_on_the_shared_sessions() {
    ReturnSeries returns = symbol(i -> i % 3 != 0);
    ReturnSeries spy = MARKET.series(FactorEtfs.SPY).orElseThrow();
    int[] shared = IntStream.range(91, 181).filter(i -> i % 3 != 0).toArray();
    RegressionFit expected =
        OlsRegression.fit(
                Arrays.stream(shared).mapToDouble(spy::at).toArray(),
                Arrays.stream(shared).mapToDouble(returns::at).toArray())
            .orElseThrow();
    Fitted fit = (Fitted) FactorModels.MARKET_BETA.prepare(MARKET).fit(returns).get(0);
    assertThat(fit.estimate().rawBeta()).isEqualTo(expected.beta());
    assertThat(fit.estimate().alpha()).isEqualTo(expected.alpha());
    assertThat(fit.estimate().pValue()).isEqualTo(expected.pValue());
    assertThat(fit.observations()).isEqualTo(60);
  }

  @Test
  void a_symbol_without_a_price_on_the_last_day_is_still_fitted() {
    assertThat(FactorModels.MARKET_BETA.prepare(MARKET).fit(symbol(i -> i < 180)).get(0))
        .isInstanceOf(Fitted.class);
  }

  @Test
  void a_hole_in_a_regressor_takes_the_session_from_its_own_fits_only() {
    ReturnMatrix holed =
        with(MARKET, FactorEtfs.MTUM, i -> i == 170 ? Double.NaN : 0.01 * Math.sin(i));
    List<FactorFit> spreads = FactorModels.SPREAD_FACTORS.prepare(holed).fit(symbol(i -> true));
    assertThat(spreads).extracting(FactorFit::observations).containsExactly(180, 179, 180, 180);
    assertThat(FactorModels.RIDGE_STYLE_FACTORS.prepare(holed).fit(symbol(i -> true)))
        .allSatisfy(fit -> assertThat(fit.observations()).isEqualTo(89));
  }

  @Test
  void no_symbol_touches_the_result_of_another_in_any_order() {
    List<ReturnSeries> symbols = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      int hole = 100 + 6 * k;
      symbols.add(
          Simulated.symbol(Symbol.of("S" + k), AXIS, 0.1 * k, i -> i != hole && i > hole % 60));
    }
    for (FactorModel model : FactorModels.ALL) {
      Map<Symbol, List<FactorFit>> alone = new HashMap<>();
      symbols.forEach(s -> alone.put(s.symbol(), model.prepare(MARKET).fit(s)));
      PreparedModel shared = model.prepare(MARKET);
      List<ReturnSeries> reversed = new ArrayList<>(symbols);
      Collections.reverse(reversed);
      // Equal records: every double is the same to the last bit.
      reversed.forEach(s -> assertThat(shared.fit(s)).isEqualTo(alone.get(s.symbol())));
      symbols.parallelStream()
          .forEach(s -> assertThat(shared.fit(s)).isEqualTo(alone.get(s.symbol())));
    }
  }

  @Test
  void what_could_be_seen_on_an_earlier_session_gives_what_was_fitted_then() {
    Sessions axis = weekdays(260);
    ReturnMatrix later =
        ReturnMatrix.of(axis, columns(market(axis), symbol(axis, i -> i % 7 != 0)));
    ReturnMatrix then = later.upTo(axis.at(230), FactorModels.SESSIONS);
    Sessions thenAxis = Sessions.of(axis.dates().subList(0, 231));
    ReturnMatrix night = market(thenAxis);
    for (FactorModel model : FactorModels.ALL) {
      assertThat(model.prepare(then).fit(then.series(SYMBOL).orElseThrow()))
          .isEqualTo(model.prepare(night).fit(symbol(thenAxis, i -> i % 7 != 0)));
      assertThat(model.prepare(then).diagnostics()).isEqualTo(model.prepare(night).diagnostics());
    }
  }

  private static List<ReturnSeries> columns(ReturnMatrix market, ReturnSeries symbol) {
    List<ReturnSeries> columns = new ArrayList<>(List.of(symbol));
    market.symbols().forEach(etf -> columns.add(market.series(etf).orElseThrow()));
    return columns;
  }

  @Test
  void the_longest_window_and_the_session_before_it_are_all_that_the_models_look_at() {
    assertThat(FactorModels.SESSIONS).isEqualTo(181);
  }

  @Test
  void the_order_of_the_regressors_in_the_matrix_changes_nothing() {
    List<ReturnSeries> columns = new ArrayList<>();
    MARKET.symbols().forEach(etf -> columns.add(0, MARKET.series(etf).orElseThrow()));
    ReturnMatrix reversed = ReturnMatrix.of(AXIS, columns);
    for (FactorModel model : FactorModels.ALL) {
      assertThat(model.prepare(reversed).fit(symbol(i -> true)))
          .isEqualTo(model.prepare(MARKET).fit(symbol(i -> true)));
    }
  }

  @ParameterizedTest
  @CsvSource({"7.5, 5", "-7.5, -5", "4.5, 4.5"})
  void the_cap_keeps_the_raw_slope(double slope, double capped) {
    ReturnSeries spy = MARKET.series(FactorEtfs.SPY).orElseThrow();
    ReturnSeries returns = series(SYMBOL, AXIS, i -> i == 0 ? 0 : slope * spy.at(i));
    Fitted fit = (Fitted) FactorModels.MARKET_BETA.prepare(MARKET).fit(returns).get(0);
    assertThat(fit.estimate().beta()).isCloseTo(capped, within(1e-12));
    assertThat(fit.estimate().rawBeta()).isCloseTo(slope, within(1e-12));
    assertThat(fit.estimate().capped()).isEqualTo(slope != capped);
  }

  @Test
  void ridge_has_one_r_squared_and_no_statistics_of_single_slopes() {
    List<FactorFit> fits = FactorModels.RIDGE_STYLE_FACTORS.prepare(MARKET).fit(symbol(i -> true));
    assertThat(fits)
        .extracting(fit -> ((Fitted) fit).estimate().rSquared())
        .containsOnly(((Fitted) fits.get(0)).estimate().rSquared());
    assertThat(fits)
        .allSatisfy(
            fit -> {
              assertThat(((Fitted) fit).estimate().alpha()).isNull();
              assertThat(((Fitted) fit).estimate().standardError()).isNull();
              assertThat(((Fitted) fit).estimate().pValue()).isNull();
            });
  }

  @Test
  void diagnostics_are_the_ridge_models_on_its_full_window() {
    ModelDiagnostics found =
        FactorModels.RIDGE_STYLE_FACTORS.prepare(MARKET).diagnostics().orElseThrow();
    assertThat(found.model()).isEqualTo("ridge-style-factors");
    assertThat(found.observations()).isEqualTo(90);
    assertThat(found.conditionNumber()).isGreaterThan(1);
    assertThat(found.varianceInflation().keySet())
        .containsExactlyElementsOf(FactorModels.RIDGE_STYLE_FACTORS.factors());
    assertThat(found.varianceInflation().values()).allSatisfy(v -> assertThat(v).isGreaterThan(1));
    assertThat(FactorModels.MARKET_BETA.prepare(MARKET).diagnostics()).isEmpty();
    assertThat(FactorModels.SPREAD_FACTORS.prepare(MARKET).diagnostics()).isEmpty();
  }

  private static ReturnSeries symbol(IntPredicate wanted) {
    return symbol(AXIS, wanted);
  }

  private static ReturnSeries symbol(Sessions axis, IntPredicate wanted) {
    return Simulated.symbol(SYMBOL, axis, 0.3, wanted);
  }

  private static ReturnSeries lastReturns(int count) {
    return symbol(i -> i >= AXIS.size() - count);
  }
}
