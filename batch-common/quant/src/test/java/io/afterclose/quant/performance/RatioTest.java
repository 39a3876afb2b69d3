package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.Moments;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The values of numpy and scipy are on the two series made by formula. */
class RatioTest {
  private static final double[] PORTFOLIO =
      IntStream.range(0, 120)
          .mapToDouble(t -> 0.0006 + 0.008 * Math.sin(0.7 * t + 0.2) + 0.003 * Math.cos(1.9 * t))
          .toArray();
  private static final double[] BENCHMARK =
      IntStream.range(0, 120)
          .mapToDouble(t -> 0.0003 + 0.007 * Math.sin(0.7 * t) + 0.002 * Math.cos(0.3 * t))
          .toArray();

  @Test
  void the_sharpe_ratio_its_error_and_its_probability_agree_with_numpy() {
    Ratio sharpe = Ratio.sharpe(PORTFOLIO).get();
    assertThat(sharpe.value()).isCloseTo(2.0218433079847133, within(1e-11));
    assertThat(sharpe.standardError()).isCloseTo(1.4550026494277748, within(1e-12));
    assertThat(Ratio.probabilityAboveZero(PORTFOLIO).get())
        .isCloseTo(0.9167211247560056, within(1e-12));
  }

  @Test
  void the_sortino_ratio_agrees_with_numpy_and_its_error_with_the_jackknife() {
    Ratio sortino = Ratio.sortino(PORTFOLIO).get();
    assertThat(sortino.value()).isCloseTo(3.1890394286743846, within(1e-11));
    // Leaving out one return at a time estimates the same error another way.
    assertThat(sortino.standardError()).isCloseTo(2.503167160024141, within(0.05));
  }

  /** The error of the ratio of many simulated records of 750 days is the one that each tells. */
  @Test
  void the_standard_errors_are_the_spread_of_simulated_records() {
    int rounds = 400;
    double[][] values = new double[3][rounds];
    double[] errors = new double[3];
    for (int round = 0; round < rounds; round++) {
      RealisedReturns record = Records.of(Records.random(1000 + round, 750));
      double[] returns = record.values().get();
      Ratio[] ratios = {
        Ratio.sharpe(returns).get(), Ratio.sortino(returns).get(), Ratio.calmar(record).get()
      };
      for (int k = 0; k < ratios.length; k++) {
        values[k][round] = ratios[k].value();
        errors[k] += ratios[k].standardError() / rounds;
      }
    }
    for (int k = 0; k < 2; k++) {
      double spread = Moments.of(values[k]).get().standardDeviation();
      assertThat(errors[k] / spread).as("ratio %s", k).isBetween(0.88, 1.12);
    }
    // The days of peak and trough move too, which the error of Calmar leaves out.
    double spread = Moments.of(values[2]).get().standardDeviation();
    assertThat(errors[2] / spread).isBetween(0.7, 1.3);
  }

  @Test
  void the_order_of_days_does_not_matter_to_sharpe_but_to_the_drawdown() {
    double[] sorted = PORTFOLIO.clone();
    Arrays.sort(sorted);
    assertThat(Ratio.sharpe(sorted).get().value())
        .isCloseTo(Ratio.sharpe(PORTFOLIO).get().value(), within(1e-10));
    assertThat(Drawdowns.of(Records.of(sorted)).get().maximum())
        .isGreaterThan(2 * Drawdowns.of(Records.of(PORTFOLIO)).get().maximum());
  }

  @Test
  void too_few_or_constant_returns_give_a_reason() {
    assertReason(Ratio.sharpe(Arrays.copyOf(PORTFOLIO, 59)), Reason.INSUFFICIENT_DATA);
    assertReason(Ratio.sortino(Arrays.copyOf(PORTFOLIO, 59)), Reason.INSUFFICIENT_DATA);
    assertReason(Ratio.probabilityAboveZero(new double[59]), Reason.INSUFFICIENT_DATA);
    assertReason(Ratio.sharpe(constant(0.001)), Reason.DEGENERATE);
    assertReason(Ratio.sharpe(constant(0)), Reason.DEGENERATE);
    assertReason(Ratio.sortino(constant(0.001)), Reason.DEGENERATE);
  }

  private static double[] constant(double value) {
    double[] values = new double[80];
    Arrays.fill(values, value);
    return values;
  }

  /** 400 sessions of 560 days with a fall of 10 % in two days. */
  @Test
  void calmar_is_the_yearly_return_over_the_deepest_fall() {
    double[] values = new double[400];
    Arrays.fill(values, 0.001);
    values[100] = -0.06;
    values[101] = 0.9 / 0.94 - 1;
    RealisedReturns record = Records.of(values);
    double yearly = TimeWeightedReturn.of(record).get().annualised().get();
    assertThat(Ratio.calmar(record).get().value()).isCloseTo(yearly / 0.1, within(1e-11));
    assertReason(Ratio.calmar(Records.of(constant(0.001))), Reason.UNDER_ONE_YEAR);
    double[] rising = new double[400];
    Arrays.fill(rising, 0.001);
    assertReason(Ratio.calmar(Records.of(rising)), Reason.NO_DRAWDOWN);
  }

  @Test
  void the_fit_against_a_benchmark_agrees_with_numpy() {
    BenchmarkFit fit = BenchmarkFit.of(PORTFOLIO, BENCHMARK, 252, 60).get();
    assertThat(fit.beta()).isCloseTo(1.0290176851590458, within(1e-12));
    assertThat(fit.betaError()).isCloseTo(0.0503508153276995, within(1e-12));
    assertThat(fit.alpha()).isCloseTo(0.0999674952073888, within(1e-12));
    assertThat(fit.alphaError()).isCloseTo(0.06613525241455506, within(1e-12));
    assertThat(fit.rSquared()).isCloseTo(0.779714878075702, within(1e-12));
    assertThat(fit.residualDeviation()).isCloseTo(0.04552403917199558, within(1e-12));
    assertThat(fit.betaHigh() - fit.beta()).isCloseTo(0.09970832232171163, within(1e-11));
    assertThat(fit.beta() - fit.betaLow()).isCloseTo(0.09970832232171163, within(1e-11));
    double[] active = minus(PORTFOLIO, BENCHMARK);
    assertThat(BenchmarkFit.trackingError(active).get())
        .isCloseTo(0.04539611158392928, within(1e-12));
    assertThat(Ratio.information(active).get().value()).isCloseTo(2.261324078709443, within(1e-11));
  }

  private static double[] minus(double[] first, double[] second) {
    return IntStream.range(0, first.length).mapToDouble(t -> first[t] - second[t]).toArray();
  }

  @Test
  void a_series_against_itself_has_beta_1_and_no_tracking_error() {
    Random random = new Random(1);
    List<LocalDate> dates = new ArrayList<>(List.of(Records.START));
    dates.addAll(Records.weekdays(Records.START, 120));
    double[] withFirst = new double[121];
    Arrays.setAll(withFirst, t -> t == 0 ? Double.NaN : BENCHMARK[t - 1]);
    ReturnSeries spy = ReturnSeries.of(Symbol.of("SPY"), Sessions.of(dates), withFirst);
    TreeMap<LocalDate, Double> yields = new TreeMap<>();
    dates.forEach(date -> yields.put(date, 0.05 * random.nextDouble()));
    PairedReturns pairs =
        PairedReturns.of(Records.of(BENCHMARK), spy, RiskFreeRate.dated(0, yields)).get();
    assertThat(pairs.size()).isEqualTo(120);
    BenchmarkFit fit = BenchmarkFit.of(pairs).get();
    assertThat(fit.beta()).isEqualTo(1);
    assertThat(fit.rSquared()).isEqualTo(1);
    assertThat(fit.alpha()).isCloseTo(0, within(1e-15));
    assertThat(BenchmarkFit.trackingError(pairs.active()).get()).isZero();
    assertReason(Ratio.information(pairs.active()), Reason.DEGENERATE);
  }

  @Test
  void a_session_that_the_benchmark_lacks_is_dropped_and_counted_never_shifted() {
    List<LocalDate> dates = new ArrayList<>(List.of(Records.START));
    dates.addAll(Records.weekdays(Records.START, 4));
    double[] values = {Double.NaN, 0.01, Double.NaN, 0.03, 0.04};
    ReturnSeries spy = ReturnSeries.of(Symbol.of("SPY"), Sessions.of(dates), values);
    PairedReturns pairs =
        PairedReturns.of(Records.of(0.11, 0.12, 0.13, 0.14), spy, RiskFreeRate.constant(0)).get();
    assertThat(pairs.dropped()).isEqualTo(1);
    assertThat(pairs.portfolioExcess()).containsExactly(0.11, 0.13, 0.14);
    assertThat(pairs.benchmarkExcess()).containsExactly(0.01, 0.03, 0.04);
  }

  @Test
  void the_risk_free_rate_of_a_session_counts_calendar_days_at_the_yield_known_before() {
    LocalDate friday = LocalDate.of(2024, 1, 5);
    TreeMap<LocalDate, Double> yields = new TreeMap<>();
    yields.put(friday, 0.05);
    yields.put(friday.plusDays(3), 0.9);
    RiskFreeRate rate = RiskFreeRate.dated(0.02, yields);
    // 1.05^(3/365) − 1 and 1.02^(1/365) − 1.
    assertThat(rate.between(friday, friday.plusDays(3)))
        .isCloseTo(Math.pow(1.05, 3.0 / 365) - 1, within(1e-15));
    assertThat(rate.between(friday.minusDays(1), friday))
        .isCloseTo(Math.pow(1.02, 1.0 / 365) - 1, within(1e-15));
    assertThat(RiskFreeRate.constant(0).between(friday, friday.plusDays(3))).isZero();
  }

  private static void assertReason(Figure<?> figure, Reason reason) {
    assertThat(figure).isInstanceOf(Unknown.class);
    assertThat(((Unknown<?>) figure).reason()).isEqualTo(reason);
  }
}
