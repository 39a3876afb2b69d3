package io.afterclose.quant.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import io.afterclose.quant.figure.Figure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Changes of yields through duration 16.5 and convexity 350 on an exposure of 0.25 of 1,000,000.
 */
class RateVectorsTest {
  @Test
  void each_change_of_yields_has_its_return_and_its_loss() {
    BondSensitivity fund = new BondSensitivity(16.5, 350);
    for (Row row : AnalyticsData.table("stress_rates.csv", "dy", 3)) {
      double change = row.number("dy");
      assertThat(fund.fundReturn(change)).isCloseTo(row.number("tlt_return"), within(1e-12));
      double direct =
          StressResult.direct(
                  Scenario.ofYields("yields", change, fund),
                  Map.of(StressFactor.RATES, Figure.of(250_000.0, 1)))
              .get();
      assertThat(direct).isCloseTo(row.number("pnl"), within(1e-9));
    }
  }
}
