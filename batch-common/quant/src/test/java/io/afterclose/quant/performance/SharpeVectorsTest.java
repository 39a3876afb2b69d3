package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import org.junit.jupiter.api.Test;

/** The probabilistic Sharpe ratio of Bailey and López de Prado. */
class SharpeVectorsTest {
  @Test
  void the_probability_has_the_published_digits_and_the_checked_value() {
    for (Row row : AnalyticsData.table("sharpe_inference.csv", "sr", 7)) {
      double found =
          Ratio.probabilityAbove(
              number(row, "sr"),
              number(row, "ref"),
              number(row, "skew"),
              number(row, "kurt"),
              Integer.parseInt(row.text("n")));
      assertThat(found).isCloseTo(number(row, "check"), within(1e-9));
      if (!row.text("published").isEmpty()) {
        assertThat(found).isCloseTo(number(row, "published"), within(5e-5));
      }
    }
  }

  private static double number(Row row, String name) {
    return row.number(name);
  }
}
