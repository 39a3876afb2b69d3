package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.MoneyWeightedReturn.Status;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoneyWeightedReturnTest {
  private static final LocalDate START = LocalDate.of(2021, 1, 1);

  private static CashFlow flow(int days, double amount) {
    return new CashFlow(START.plusDays(days), amount);
  }

  @Test
  void without_flows_it_is_the_annualised_time_weighted_return() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      double[] returns = Records.random(round, 270 + random.nextInt(700));
      RealisedReturns record = Records.of(returns);
      TimeWeightedReturn linked = TimeWeightedReturn.of(record).get();
      MoneyWeightedReturn rate =
          MoneyWeightedReturn.ofPortfolio(
              new CashFlow(record.start(), 1234),
              List.of(),
              new CashFlow(record.end(), 1234 * (1 + linked.total())));
      assertThat(rate.status()).isEqualTo(Status.OK);
      assertThat(rate.annualised().get()).isCloseTo(linked.annualised().get(), within(1e-12));
      assertThat(rate.overInterval().get()).isCloseTo(linked.total(), within(1e-12));
    }
  }

  /**
   * −100 + 230/(1+x) − 132/(1+x)² = 0 has x = 10 % and x = 20 %: 1.1·1.2 = 1.32, 1.1 + 1.2 = 2.3.
   */
  @Test
  void both_rates_of_the_textbook_case_are_found_and_neither_is_chosen() {
    MoneyWeightedReturn found =
        MoneyWeightedReturn.of(List.of(flow(0, -100), flow(365, 230), flow(730, -132)));
    assertThat(found.status()).isEqualTo(Status.SEVERAL_ROOTS);
    assertThat(found.roots()).hasSize(2);
    assertThat(found.roots().get(0)).isCloseTo(0.1, within(1e-12));
    assertThat(found.roots().get(1)).isCloseTo(0.2, within(1e-12));
    assertThat(((Unknown<Double>) found.rate()).reason()).isEqualTo(Reason.SEVERAL_ROOTS);
    assertThat(((Unknown<Double>) found.annualised()).reason()).isEqualTo(Reason.SEVERAL_ROOTS);
  }

  /** Amounts multiplied out from rates that were chosen first: each of them must come back. */
  @Test
  void all_chosen_rates_come_back() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int count = 2 + random.nextInt(4);
      double[] rates =
          IntStream.range(0, count)
              .mapToDouble(k -> -0.6 + 0.35 * k + 0.2 * random.nextDouble())
              .toArray();
      double[] polynomial = {-1};
      for (double rate : rates) {
        // Times (v·(1 + rate) − 1) with v = 1/(1 + x).
        double[] next = new double[polynomial.length + 1];
        for (int i = 0; i < polynomial.length; i++) {
          next[i] -= polynomial[i];
          next[i + 1] += polynomial[i] * (1 + rate);
        }
        polynomial = next;
      }
      double[] amounts = polynomial;
      MoneyWeightedReturn found =
          MoneyWeightedReturn.of(
              IntStream.range(0, amounts.length)
                  .mapToObj(i -> flow(365 * i, amounts[i] * 1000))
                  .toList());
      assertThat(found.roots()).hasSize(count);
      for (int k = 0; k < count; k++) {
        assertThat(found.roots().get(k)).isCloseTo(rates[k], within(1e-8));
      }
    }
  }

  /**
   * The cumulated flows −10, 3, 2 change sign once, and still there are two rates, 20 % and −92 %.
   */
  @Test
  void one_change_of_sign_of_the_cumulated_flows_does_not_make_a_rate_unique() {
    // v² − 13v + 10 = 0 times −1 with v = 1/(1+x): v = (13 ± √129)/2.
    MoneyWeightedReturn found =
        MoneyWeightedReturn.of(List.of(flow(0, -10), flow(365, 13), flow(730, -1)));
    double smaller = (13 - Math.sqrt(129)) / 2;
    double larger = (13 + Math.sqrt(129)) / 2;
    assertThat(found.roots()).hasSize(2);
    assertThat(found.roots().get(0)).isCloseTo(1 / larger - 1, within(1e-12));
    assertThat(found.roots().get(1)).isCloseTo(1 / smaller - 1, within(1e-12));
  }

  @Test
  void what_has_no_single_rate_says_why() {
    assertThat(MoneyWeightedReturn.of(List.of(flow(0, -1), flow(0, 2))).status())
        .isEqualTo(Status.SAME_DAY);
    assertThat(MoneyWeightedReturn.of(List.of(flow(0, 5), flow(10, 5))).status())
        .isEqualTo(Status.NO_ROOT);
    MoneyWeightedReturn lost = MoneyWeightedReturn.of(List.of(flow(0, -5), flow(400, 0)));
    assertThat(lost.status()).isEqualTo(Status.TOTAL_LOSS);
    assertThat(lost.rate().get()).isEqualTo(-1);
    assertThat(lost.overInterval().get()).isEqualTo(-1);
    // Paid back in full on the way: an end value of 0 is no total loss.
    MoneyWeightedReturn paid =
        MoneyWeightedReturn.of(List.of(flow(0, -5), flow(365, 5.5), flow(730, 0)));
    assertThat(paid.rate().get()).isCloseTo(0.1, within(1e-12));
    assertThatIllegalArgumentException().isThrownBy(() -> MoneyWeightedReturn.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> flow(0, Double.NaN));
  }

  @Test
  void below_a_year_the_interval_is_shown_and_the_year_is_not() {
    MoneyWeightedReturn found = MoneyWeightedReturn.of(List.of(flow(0, -100), flow(30, 103)));
    assertThat(found.overInterval().get()).isCloseTo(0.03, within(1e-13));
    assertThat(((Unknown<Double>) found.annualised()).reason()).isEqualTo(Reason.UNDER_ONE_YEAR);
    // 1.03^(365/30) − 1, by python.
    assertThat(found.rate().get()).isCloseTo(0.4328021809731768, within(1e-12));
  }

  @Test
  void neither_order_nor_scale_of_flows_matters() {
    List<CashFlow> flows = List.of(flow(0, -100), flow(200, -50), flow(500, 30), flow(900, 140));
    List<CashFlow> reversed =
        flows.stream()
            .sorted(Collections.reverseOrder(Comparator.comparing(CashFlow::date)))
            .toList();
    List<CashFlow> tenfold =
        flows.stream().map(f -> new CashFlow(f.date(), 10 * f.amount())).toList();
    double rate = MoneyWeightedReturn.of(flows).rate().get();
    assertThat(MoneyWeightedReturn.of(reversed).rate().get()).isEqualTo(rate);
    assertThat(MoneyWeightedReturn.of(tenfold).rate().get()).isCloseTo(rate, within(1e-13));
  }

  /** A fine grid finds a change of sign; each must have its root, and no root may be made up. */
  @Test
  void the_roots_are_those_that_a_scan_of_12_000_points_finds() {
    int several = 0;
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<CashFlow> flows =
          IntStream.range(0, 10 + random.nextInt(40))
              .mapToObj(i -> flow(random.nextInt(7000), 4000 * random.nextGaussian()))
              .toList();
      LocalDate first = flows.stream().map(CashFlow::date).min(LocalDate::compareTo).orElseThrow();
      List<Double> roots = MoneyWeightedReturn.of(flows).roots();
      int scanned = 0;
      double before = worth(flows, first, -30);
      for (int k = 1; k <= 12_000; k++) {
        double y = -30 + k * 60.0 / 12_000;
        double now = worth(flows, first, y);
        if (before > 0 != now > 0) {
          scanned++;
          double low = Math.expm1(y - 60.0 / 12_000);
          assertThat(roots).as("seed %s", seed).anyMatch(x -> low <= x && x <= Math.expm1(y));
        }
        before = now;
      }
      long within = roots.stream().filter(x -> Math.abs(Math.log1p(x)) < 30).count();
      assertThat(within).as("seed %s", seed).isEqualTo(scanned);
      several += scanned > 1 ? 1 : 0;
    }
    assertThat(several).isGreaterThan(5);
  }

  private static double worth(List<CashFlow> flows, LocalDate first, double y) {
    double shift = y < 0 ? 7000 / 365.0 : 0;
    return flows.stream()
        .mapToDouble(
            f -> {
              double years = (f.date().toEpochDay() - first.toEpochDay()) / 365.0;
              return f.amount() * Math.exp(-y * (years - shift));
            })
        .sum();
  }
}
