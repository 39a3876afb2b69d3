package io.afterclose.quant.risk;

import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.regression.LeastSquares;
import io.afterclose.quant.regression.LinearFit;
import io.afterclose.quant.risk.VolatilityTrend.Direction;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The golden series of the original system, for which numpy and statsmodels gave the numbers. */
class VolatilityTest {
  private static double[] golden(int count) {
    return IntStream.range(0, count)
        .mapToDouble(
            t -> 0.0004 + (0.008 + 0.004 * sin(0.05 * t)) * sin(1.9 * t + 0.7 * cos(0.11 * t)))
        .toArray();
  }

  @Test
  void the_golden_volatilities_of_21_and_63_sessions_agree() {
    // Printed with ten decimals.
    assertThat(Volatility.ofLast(21, golden(250)).get()).isCloseTo(0.0690978708, within(1e-10));
    assertThat(Volatility.ofLast(63, golden(250)).get()).isCloseTo(0.0634386826, within(1e-10));
    assertThat(Volatility.ofLast(21, golden(137)).get()).isCloseTo(0.0928133426, within(1e-10));
    assertThat(Volatility.ofLast(63, golden(137)).get()).isCloseTo(0.0685324169, within(1e-10));
    assertThat(Volatility.ofLast(21, golden(252)).get()).isCloseTo(0.0716382586, within(1e-10));
    assertThat(Volatility.annual(Arrays.copyOfRange(golden(250), 229, 250)).get())
        .isCloseTo(0.0690978708, within(1e-10));
  }

  @Test
  void the_golden_rank_is_the_share_strictly_below_of_232_volatilities() {
    double[] rolling = Volatility.rolling(21, golden(252));
    assertThat(rolling).hasSize(232);
    assertThat(Volatility.shareBelow(rolling[231], rolling)).isCloseTo(0.36637931, within(5e-9));
    assertThat(Volatility.shareBelow(1, new double[] {0, 1, 2, 0.5})).isEqualTo(0.5);
  }

  @Test
  void the_rank_is_among_the_252_before_and_needs_273_returns() {
    assertThat(((Unknown<Double>) Volatility.percentile(golden(272))).reason())
        .isEqualTo(Reason.INSUFFICIENT_DATA);
    assertThat(Volatility.percentile(golden(273)).observations()).isEqualTo(252);
    // By numpy.
    assertThat(Volatility.percentile(Series.portfolio()).get())
        .isCloseTo(0.7857142857142857, within(1e-15));
    assertThat(Volatility.ofLast(21, Series.portfolio()).get())
        .isCloseTo(0.12694740378026131, within(1e-14));
  }

  @Test
  void the_golden_trend_rises() {
    VolatilityTrend trend = VolatilityTrend.of(golden(250)).get();
    assertThat(trend.slope()).isCloseTo(0.0010030095, within(1e-10));
    assertThat(trend.rSquared()).isCloseTo(0.911088, within(5e-7));
    assertThat(trend.direction()).isEqualTo(Direction.INCREASING);
    assertThat(new VolatilityTrend(-0.002, 0.9).direction()).isEqualTo(Direction.DECREASING);
    assertThat(new VolatilityTrend(-0.002, 0.2).direction()).isEqualTo(Direction.STABLE);
    assertThat(VolatilityTrend.of(new double[41]).known()).isEmpty();
    assertThat(((Unknown<VolatilityTrend>) VolatilityTrend.of(new double[42])).reason())
        .isEqualTo(Reason.DEGENERATE);
  }

  /**
   * The original's regression of the next day's absolute return on absolute return and deviations
   * of 5 and 21 sessions. It is not offered: it forecasts one day and not 21, and is a fifth too
   * low.
   */
  @Test
  void the_golden_regression_of_absolute_returns_agrees() {
    assertAbsolute(
        250, 229, 0.0410478531, 0.0090626202, -0.6494882329, 1.3262758504, -0.0555465236);
    assertAbsolute(137, 116, 0.1268035994);
  }

  private static void assertAbsolute(int count, int rows, double forecast, double... expected) {
    double[] returns = golden(count);
    double[][] x = new double[count - 20][];
    double[] y = new double[rows];
    for (int t = 20; t < count; t++) {
      x[t - 20] =
          new double[] {
            Math.abs(returns[t]) * sqrt(252),
            Volatility.annual(Arrays.copyOfRange(returns, t - 4, t + 1)).get(),
            Volatility.annual(Arrays.copyOfRange(returns, t - 20, t + 1)).get()
          };
      if (t + 1 < count) {
        y[t - 20] = Math.abs(returns[t + 1]) * sqrt(252);
      }
    }
    LinearFit fit = LeastSquares.fit(Arrays.copyOf(x, rows), y).orElseThrow();
    double[] b = fit.coefficients();
    double[] last = x[rows];
    assertThat(b[0] + b[1] * last[0] + b[2] * last[1] + b[3] * last[2])
        .isCloseTo(forecast, within(1e-10));
    if (expected.length > 0) {
      assertThat(b).containsExactly(expected, within(1e-10));
      assertThat(fit.rSquared()).isCloseTo(0.5786492658, within(1e-10));
    }
  }

  @Test
  void har_agrees_with_numpy_and_uses_no_target_that_has_not_ended() {
    HarForecast forecast = HarForecast.of(Series.portfolio()).get();
    assertThat(HarForecast.of(Series.portfolio()).observations()).isEqualTo(259);
    assertThat(forecast.intercept()).isCloseTo(7.531485621499961e-05, within(1e-15));
    assertThat(forecast.day()).isCloseTo(-0.030425171124518813, within(1e-10));
    assertThat(forecast.week()).isCloseTo(-0.006296857413248438, within(1e-10));
    assertThat(forecast.month()).isCloseTo(-0.2518489329052295, within(1e-10));
    assertThat(forecast.rSquared()).isCloseTo(0.4791070607658974, within(1e-10));
    assertThat(forecast.variance()).isCloseTo(5.71808895252521e-05, within(1e-15));
    assertThat(forecast.volatility()).isEqualTo(Math.sqrt(252 * forecast.variance()));
    // 126 rows are 126 + 20 + 21 returns.
    assertThat(HarForecast.of(Arrays.copyOf(Series.portfolio(), 167)).known()).isPresent();
    assertThat(
            ((Unknown<HarForecast>) HarForecast.of(Arrays.copyOf(Series.portfolio(), 166)))
                .reason())
        .isEqualTo(Reason.INSUFFICIENT_DATA);
    assertThat(((Unknown<HarForecast>) HarForecast.of(new double[200])).reason())
        .isEqualTo(Reason.SINGULAR);
  }

  @Test
  void a_forecast_beyond_all_targets_is_cut_to_the_largest_and_below_0_to_0() {
    double[] jump = golden(250);
    jump[249] = 0.5;
    HarForecast high = HarForecast.of(jump).get();
    HarForecast low = HarForecast.of(Arrays.stream(jump).map(r -> r / 7).toArray()).get();
    for (HarForecast forecast : new HarForecast[] {high, low}) {
      double bounded = Math.max(0, forecast.unbounded());
      assertThat(forecast.variance()).isLessThanOrEqualTo(bounded).isNotNegative();
      assertThat(forecast.variance()).isNotEqualTo(forecast.unbounded());
    }
  }
}
