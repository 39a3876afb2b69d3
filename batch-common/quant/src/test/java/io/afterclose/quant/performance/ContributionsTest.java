package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.ProfitBridge.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 4);

  /**
   * Days of 10 % and −5 %, R = 4.5 %: k1/k = (ln 1.1/0.1)/(ln 1.045/0.045), k2/k likewise; item A
   * makes 6 % and −8 %, B the rest.
   */
  @Test
  void two_days_are_linked_by_carinos_factors() {
    Contributions<String> linked =
        Contributions.linked(
                List.of(
                    new Contributions.Day<>(DAY, 1000, Map.of("A", 60.0, "B", 40.0)),
                    new Contributions.Day<>(DAY.plusDays(1), 1100, Map.of("A", -88.0, "B", 33.0))))
            .get();
    double k = Math.log(1.045) / 0.045;
    double first = Math.log(1.1) / 0.1 / k;
    double second = Math.log(0.95) / -0.05 / k;
    assertThat(linked.total()).isCloseTo(0.045, within(1e-15));
    assertThat(linked.byItem().get("A")).isCloseTo(0.06 * first - 0.08 * second, within(1e-15));
    assertThat(linked.byItem().get("B")).isCloseTo(0.04 * first + 0.03 * second, within(1e-15));
  }

  @Test
  void contributions_add_up_to_the_return_to_1e_12() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Contributions.Day<Integer>> days = new ArrayList<>();
      double growth = 1;
      for (int t = 0; t < 750; t++) {
        double base = 1000 + 500 * random.nextDouble();
        // Positions come and go; one day in ten nothing moves.
        Map<Integer, Double> profits = new LinkedHashMap<>();
        double profit = 0;
        for (int i = random.nextInt(5); i < 20; i++) {
          double own = t % 10 == 0 ? 0 : base * 0.004 * random.nextGaussian();
          profits.put(i, own);
          profit += own;
        }
        days.add(new Contributions.Day<>(DAY.plusDays(t), base, profits));
        growth *= 1 + profit / base;
      }
      Contributions<Integer> linked = Contributions.linked(days).get();
      double sum = linked.byItem().values().stream().mapToDouble(x -> x).sum();
      assertThat(sum).isCloseTo(linked.total(), within(1e-12));
      assertThat(sum).isCloseTo(growth - 1, within(1e-12));
    }
  }

  @Test
  void a_total_of_0_or_an_idle_day_is_no_division_by_0() {
    Contributions<String> linked =
        Contributions.linked(
                List.of(
                    new Contributions.Day<>(DAY, 100, Map.of("A", 25.0)),
                    new Contributions.Day<>(DAY.plusDays(1), 125, Map.of("A", 0.0)),
                    new Contributions.Day<>(DAY.plusDays(2), 125, Map.of("A", -25.0))))
            .get();
    assertThat(linked.total()).isCloseTo(0, within(1e-15));
    assertThat(linked.byItem().get("A")).isCloseTo(0, within(1e-15));
  }

  @Test
  void a_day_without_a_base_or_that_loses_everything_gives_a_reason() {
    assertThat(
            ((Unknown<Contributions<String>>)
                    Contributions.linked(
                        List.of(new Contributions.Day<>(DAY, 0, Map.of("A", 1.0)))))
                .reason())
        .isEqualTo(Reason.BASE_NOT_POSITIVE);
    assertThat(
            ((Unknown<Contributions<String>>)
                    Contributions.linked(
                        List.of(new Contributions.Day<>(DAY, 10, Map.of("A", -10.0)))))
                .reason())
        .isEqualTo(Reason.WIPED_OUT);
  }

  @Test
  void a_bridge_leaves_nothing_unexplained_or_says_how_much() {
    Map<Line, BigDecimal> lines =
        Map.of(
            Line.FLOWS, new BigDecimal("500.00"),
            Line.PRICE_CHANGE, new BigDecimal("-12.34"),
            Line.DIVIDENDS, new BigDecimal("3.10"),
            Line.FEES, new BigDecimal("-1.00"));
    ProfitBridge whole =
        new ProfitBridge(new BigDecimal("1000.00"), lines, new BigDecimal("1489.76"));
    assertThat(whole.unexplained()).isEqualByComparingTo("0");
    assertThat(whole.profit()).isEqualByComparingTo("-10.24");
    ProfitBridge defect =
        new ProfitBridge(new BigDecimal("1000.00"), lines, new BigDecimal("1489.77"));
    assertThat(defect.unexplained()).isEqualByComparingTo("0.01");
  }
}
