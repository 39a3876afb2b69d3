package io.afterclose.quant.factor;

import static io.afterclose.quant.factor.Simulated.SYMBOL;
import static io.afterclose.quant.factor.Simulated.market;
import static io.afterclose.quant.factor.Simulated.series;
import static io.afterclose.quant.factor.Simulated.weekdays;
import static io.afterclose.quant.factor.Simulated.with;
import static io.afterclose.quant.factor.Simulated.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.quant.factor.FactorFit.Fitted;
import io.afterclose.quant.factor.FactorFit.NotFitted;
import io.afterclose.quant.factor.FactorFit.Reason;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotFittedTest {
  private static final Sessions AXIS = weekdays(181);
  private static final ReturnMatrix MARKET = market(AXIS);
  private static final ReturnSeries RETURNS = Simulated.symbol(SYMBOL, AXIS, 0.3, i -> true);

  @Test
  void a_regressor_that_does_not_vary_is_named() {
    ReturnMatrix flat = with(MARKET, FactorEtfs.SPY, i -> 0.001);
    NotFitted not = (NotFitted) FactorModels.MARKET_BETA.prepare(flat).fit(RETURNS).get(0);
    assertThat(not.reason()).isEqualTo(Reason.DEGENERATE_REGRESSOR);
    assertThat(not.detail()).contains("SPY");

    ReturnMatrix flatStyle = with(MARKET, FactorEtfs.USMV, i -> 0.0);
    PreparedModel ridge = FactorModels.RIDGE_STYLE_FACTORS.prepare(flatStyle);
    assertThat(ridge.fit(RETURNS))
        .hasSize(6)
        .allSatisfy(
            fit -> assertThat(((NotFitted) fit).reason()).isEqualTo(Reason.DEGENERATE_REGRESSOR));
    assertThat(ridge.diagnostics()).isEmpty();
  }

  @Test
  void two_funds_that_move_alike_make_their_spread_degenerate() {
    ReturnSeries spy = MARKET.series(FactorEtfs.SPY).orElseThrow();
    ReturnMatrix alike = with(MARKET, FactorEtfs.QUAL, i -> i == 0 ? 0 : spy.at(i));
    List<FactorFit> fits = FactorModels.SPREAD_FACTORS.prepare(alike).fit(RETURNS);
    assertThat(fits.subList(0, 3)).allSatisfy(fit -> assertThat(fit).isInstanceOf(Fitted.class));
    assertThat(((NotFitted) fits.get(3)).reason()).isEqualTo(Reason.DEGENERATE_REGRESSOR);
    assertThat(((NotFitted) fits.get(3)).detail()).contains("QUAL", "SPY");
  }

  @Test
  void a_missing_fund_is_named_and_costs_only_what_needs_it() {
    ReturnMatrix without = without(MARKET, FactorEtfs.MTUM);
    List<FactorFit> spreads = FactorModels.SPREAD_FACTORS.prepare(without).fit(RETURNS);
    assertThat(spreads.get(0)).isInstanceOf(Fitted.class);
    assertThat(spreads.get(1))
        .isInstanceOfSatisfying(
            NotFitted.class,
            not -> {
              assertThat(not.reason()).isEqualTo(Reason.MISSING_REGRESSOR);
              assertThat(not.detail()).contains("MTUM");
            });
    PreparedModel ridge = FactorModels.RIDGE_STYLE_FACTORS.prepare(without);
    assertThat(ridge.fit(RETURNS))
        .hasSize(6)
        .allSatisfy(
            fit -> assertThat(((NotFitted) fit).reason()).isEqualTo(Reason.MISSING_REGRESSOR));
    assertThat(ridge.diagnostics()).isEmpty();
  }

  @Test
  void a_symbol_that_never_moves_has_slope_zero_and_no_statistics() {
    ReturnSeries still = series(SYMBOL, AXIS, i -> 0.0);
    Fitted line = (Fitted) FactorModels.MARKET_BETA.prepare(MARKET).fit(still).get(0);
    assertThat(line.estimate().beta()).isEqualTo(0);
    assertThat(line.estimate().rSquared()).isNull();
    assertThat(line.estimate().pValue()).isNull();
    Fitted ridge = (Fitted) FactorModels.RIDGE_STYLE_FACTORS.prepare(MARKET).fit(still).get(0);
    assertThat(ridge.estimate().beta()).isEqualTo(0);
    assertThat(ridge.estimate().rSquared()).isNull();
  }

  @Test
  void returns_on_other_sessions_are_an_error() {
    ReturnSeries other = Simulated.symbol(SYMBOL, weekdays(180), 0.3, i -> true);
    for (FactorModel model : FactorModels.ALL) {
      PreparedModel prepared = model.prepare(MARKET);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> prepared.fit(other))
          .withMessageContaining("XYZ");
    }
  }
}
