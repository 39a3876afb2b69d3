package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import io.afterclose.quant.performance.MoneyWeightedReturn.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cases of pyxirr, java-xirr, Portfolio Performance, MathWorks and spreadsheets. */
class XirrVectorsTest {
  private static final Set<String> TOTAL_LOSSES =
      Set.of("decampo_xirr_total_loss_two_years", "decampo_xirr_total_loss_half_year");
  // The spreadsheet figure stopped early; the root is 2.4e-5 away.
  private static final String STOPPED_EARLY = "pp_slow";

  @Test
  void each_case_has_exactly_the_roots_that_are_listed() {
    List<Row> flows = AnalyticsData.table("xirr_flows.csv", "case", 3);
    for (Row expected : AnalyticsData.table("xirr_expected.csv", "case", 5)) {
      String name = expected.text("case");
      MoneyWeightedReturn found = MoneyWeightedReturn.of(flows(flows, name));
      double[] roots =
          expected.text("check").isEmpty()
              ? new double[0]
              : Arrays.stream(expected.text("check").split("\\|"))
                  .mapToDouble(Double::parseDouble)
                  .toArray();
      assertThat(roots).hasSize(Integer.parseInt(expected.text("roots")));
      assertThat(found.roots()).as(name).hasSize(roots.length);
      for (int k = 0; k < roots.length; k++) {
        assertThat(found.roots().get(k)).as(name).isCloseTo(roots[k], within(1e-9));
      }
      assertThat(found.status()).as(name).isEqualTo(status(name, roots.length));
    }
  }

  private static Status status(String name, int roots) {
    if (TOTAL_LOSSES.contains(name)) {
      return Status.TOTAL_LOSS;
    }
    return roots == 0 ? Status.NO_ROOT : roots == 1 ? Status.OK : Status.SEVERAL_ROOTS;
  }

  @Test
  void each_published_rate_is_one_of_the_roots_to_its_digits() {
    List<Row> flows = AnalyticsData.table("xirr_flows.csv", "case", 3);
    for (Row expected : AnalyticsData.table("xirr_expected.csv", "case", 5)) {
      String name = expected.text("case");
      String published = expected.text("published");
      if (published.equals("NaN") || name.equals(STOPPED_EARLY)) {
        continue;
      }
      double rate = Double.parseDouble(published);
      MoneyWeightedReturn found = MoneyWeightedReturn.of(flows(flows, name));
      if (TOTAL_LOSSES.contains(name)) {
        assertThat(found.rate().get()).as(name).isEqualTo(rate);
      } else {
        assertThat(found.roots())
            .as(name)
            .anySatisfy(root -> assertThat(root).isCloseTo(rate, within(digits(published))));
      }
    }
  }

  /** One unit of the last digit; solvers stop 1e-9 from the root at best. */
  private static double digits(String published) {
    return Math.max(3e-9, Math.pow(10, -(published.length() - published.indexOf('.') - 1)));
  }

  private static List<CashFlow> flows(List<Row> rows, String name) {
    return rows.stream()
        .filter(row -> row.text("case").equals(name))
        .map(row -> new CashFlow(LocalDate.parse(row.text("date")), row.number("amount")))
        .toList();
  }
}
