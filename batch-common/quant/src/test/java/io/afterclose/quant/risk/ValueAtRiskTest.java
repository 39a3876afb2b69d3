package io.afterclose.quant.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The values of numpy and scipy are on the last 252 returns of the series made by formula. */
class ValueAtRiskTest {
  private static final double[] YEAR = Arrays.copyOfRange(Series.portfolio(), 48, 300);

  @Test
  void historical_and_normal_agree_with_numpy_at_both_levels() {
    assertRisk(
        ValueAtRisk.historical(YEAR, 0.95).get(), 0.012477558929576917, 0.014255224795260184);
    assertRisk(
        ValueAtRisk.historical(YEAR, 0.99).get(), 0.014754673186336574, 0.015311365767064551);
    assertRisk(ValueAtRisk.normal(YEAR, 0.95).get(), 0.012650304385979576, 0.015849200944405596);
    assertRisk(ValueAtRisk.normal(YEAR, 0.99).get(), 0.017867443802901863, 0.020461615331020765);
  }

  private static void assertRisk(ValueAtRisk found, double loss, double shortfall) {
    assertThat(found.loss()).isCloseTo(loss, within(1e-14));
    assertThat(found.shortfall()).isCloseTo(shortfall, within(1e-14));
  }

  /** −5 … 5: position 10·0.05 = 0.5 between −5 and −4. */
  @Test
  void the_quantile_interpolates_between_order_statistics() {
    double[] values = {5, -5, 4, -4, 3, -3, 2, -2, 1, -1, 0};
    assertThat(ValueAtRisk.quantile(values, 0.05)).isEqualTo(-4.5);
    assertThat(ValueAtRisk.quantile(values, 0)).isEqualTo(-5);
    assertThat(ValueAtRisk.quantile(values, 1)).isEqualTo(5);
    assertThat(values[0]).isEqualTo(5);
  }

  @Test
  void cornish_fisher_of_a_symmetric_series_is_near_normal_and_beyond_its_domain_unknown() {
    assertThat(ValueAtRisk.rises(0, 0)).isTrue();
    assertThat(ValueAtRisk.rises(1, 0)).isFalse();
    // K = 4 and S = 0: a = 1/2, c = 1/2, never below 0; K = 9: c below 0.
    assertThat(ValueAtRisk.rises(0, 4)).isTrue();
    assertThat(ValueAtRisk.rises(0, 9)).isFalse();
    double[] crash = new double[200];
    crash[7] = -0.5;
    assertThat(((Unknown<Double>) ValueAtRisk.cornishFisher(crash, 0.95)).reason())
        .isEqualTo(Reason.OUT_OF_DOMAIN);
  }

  @Test
  void too_few_or_constant_returns_give_a_reason() {
    double[] few = Arrays.copyOf(YEAR, 125);
    assertThat(((Unknown<ValueAtRisk>) ValueAtRisk.historical(few, 0.95)).reason())
        .isEqualTo(Reason.INSUFFICIENT_DATA);
    assertThat(((Unknown<ValueAtRisk>) ValueAtRisk.normal(few, 0.95)).reason())
        .isEqualTo(Reason.INSUFFICIENT_DATA);
    assertThat(((Unknown<ValueAtRisk>) ValueAtRisk.normal(new double[200], 0.95)).reason())
        .isEqualTo(Reason.DEGENERATE);
  }

  @Test
  void kupiecs_ratio_and_p_agree_with_scipy() {
    assertKupiec(5, 0.99, 1.956809788230622, 0.1618549171960387);
    assertKupiec(0, 0.95, 25.64664719377529, 4.100072366416663e-07);
    assertKupiec(12, 0.95, 0.021324025180561534, 0.8838996943306077);
    // As many as expected.
    assertKupiec(25, 0.9, 0, 1);
    assertThat(Backtest.of(0, 0, 0.95).known()).isEmpty();
    assertThat(Backtest.of(250, 250, 0.95).get().pValue()).isLessThan(1e-100);
  }

  private static void assertKupiec(int exceptions, double level, double ratio, double p) {
    Backtest found = Backtest.of(exceptions, 250, level).get();
    assertThat(found.ratio()).isCloseTo(ratio, within(1e-11));
    assertThat(found.pValue()).isCloseTo(p, within(1e-9));
  }

  @Test
  void an_exception_is_a_loss_larger_than_the_value_at_risk_of_the_night_before() {
    double[] risk = {0.01, 0.01, 0.02, 0.02};
    double[] returns = {-0.01, -0.0101, 0.03, -0.05};
    assertThat(Backtest.of(risk, returns, 0.95).get().exceptions()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> Backtest.of(risk, new double[3], 0.95));
  }
}
