package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;

/** Portfolio Performance's nine days with flows, drawdowns and volatility. */
class TwrVectorsTest {
  @Test
  void the_nine_days_have_the_published_returns_alone_and_linked() {
    List<Row> rows = AnalyticsData.table("twr.csv", "date", 9);
    List<ValuedDay> days = days(rows);
    assertThat(days).hasSize(8);
    List<RealisedReturns.Day> returns = new ArrayList<>();
    for (int t = 0; t < days.size(); t++) {
      Row row = rows.get(t + 1);
      double found = days.get(t).timeWeighted().get();
      assertThat(found).isCloseTo(number(row, "published_return"), within(1e-6));
      // The check column is printed with 13 decimals.
      assertThat(found).isCloseTo(number(row, "check_return"), within(1e-12));
      assertThat(days.get(t).flowsAtEnd().get()).isCloseTo(number(row, "end_flow"), within(1e-12));
      returns.add(new RealisedReturns.Day(days.get(t).date(), days.get(t).timeWeighted()));
      LocalDate start = LocalDate.parse(rows.get(0).text("date"));
      TimeWeightedReturn linked = TimeWeightedReturn.of(RealisedReturns.of(start, returns)).get();
      assertThat(linked.total()).isCloseTo(number(row, "published_cumulative"), within(1e-6));
    }
  }

  private static List<ValuedDay> days(List<Row> rows) {
    return IntStream.range(1, rows.size())
        .mapToObj(
            t ->
                new ValuedDay(
                    LocalDate.parse(rows.get(t).text("date")),
                    number(rows.get(t - 1), "value"),
                    number(rows.get(t), "inflow"),
                    number(rows.get(t), "outflow"),
                    number(rows.get(t), "value"),
                    1))
        .toList();
  }

  @Test
  void drawdowns_are_those_of_the_published_series() {
    for (Row row : AnalyticsData.table("twr.csv", "series", 2).subList(0, 3)) {
      double[] index =
          IntStream.concat(
                  IntStream.of(-1), IntStream.range(0, row.text("series").split(" ", -1).length))
              .mapToDouble(
                  t -> t < 0 ? 1 : 1 + Double.parseDouble(row.text("series").split(" ", -1)[t]))
              .toArray();
      List<LocalDate> dates =
          IntStream.range(0, index.length).mapToObj(LocalDate.EPOCH::plusDays).toList();
      assertThat(Drawdowns.ofIndex(index, dates).maximum())
          .isCloseTo(number(row, "max_drawdown"), within(1e-15));
    }
  }

  @Test
  void the_period_volatility_is_that_of_log_returns() {
    double[] logarithms =
        Arrays.stream(new double[] {0.005, -1.0 / 300, -0.005, 0.01, 0.01, -0.005})
            .map(Math::log1p)
            .toArray();
    double expected =
        Double.parseDouble(
            AnalyticsData.lines("twr.csv").stream()
                .filter(cells -> cells.get(0).equals("pp_volatility"))
                .findFirst()
                .orElseThrow()
                .get(1));
    assertThat(new StandardDeviation().evaluate(logarithms) * Math.sqrt(6))
        .isCloseTo(expected, within(1e-12));
  }

  private static double number(Row row, String name) {
    return row.number(name);
  }
}
