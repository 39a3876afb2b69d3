package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptureTest {
  /**
   * Ten rises of 2 % met with 1 %, ten falls of 1 % met with 1.5 %: yearly (1.01¹² − 1)/(1.02¹² −
   * 1).
   */
  @Test
  void capture_is_the_ratio_of_yearly_geometric_returns_by_months() {
    List<double[]> pairs =
        IntStream.range(0, 20)
            .mapToObj(t -> t % 2 == 0 ? new double[] {0.01, 0.02} : new double[] {-0.015, -0.01})
            .toList();
    Capture capture = Capture.of(pairs);
    assertThat(capture.up().get())
        .isCloseTo((Math.pow(1.01, 12) - 1) / (Math.pow(1.02, 12) - 1), within(1e-14));
    assertThat(capture.down().get())
        .isCloseTo((Math.pow(0.985, 12) - 1) / (Math.pow(0.99, 12) - 1), within(1e-14));
    assertThat(capture.battingAverage().get()).isZero();
    Capture shorter = Capture.of(pairs.subList(0, 19));
    assertThat(shorter.up().known()).isPresent();
    assertThat(((Unknown<Double>) shorter.down()).reason()).isEqualTo(Reason.INSUFFICIENT_DATA);
  }

  @Test
  void a_batting_average_is_of_twelve_months_at_least() {
    List<double[]> pairs =
        IntStream.range(0, 12)
            .mapToObj(t -> t < 9 ? new double[] {0.02, 0.01} : new double[] {-0.02, -0.01})
            .toList();
    assertThat(Capture.of(pairs).battingAverage()).isEqualTo(Figure.of(0.75, 12));
    Unknown<Double> shorter = (Unknown<Double>) Capture.of(pairs.subList(1, 12)).battingAverage();
    assertThat(shorter.reason()).isEqualTo(Reason.INSUFFICIENT_DATA);
    assertThat(shorter.detail()).isEqualTo("12 complete months are needed, there are 11");
    assertThat(shorter.observations()).isEqualTo(11);
    assertThat(Capture.of(List.of()).battingAverage().observations()).isZero();
  }

  @Test
  void months_and_years_link_their_days_and_tell_whether_they_are_complete() {
    RealisedReturns record = Records.of(LocalDate.of(2023, 12, 15), values(60, 0.001));
    MonthlyReturns months = MonthlyReturns.of(record, day -> false);
    assertThat(months.months().keySet())
        .containsExactly(
            YearMonth.of(2023, 12),
            YearMonth.of(2024, 1),
            YearMonth.of(2024, 2),
            YearMonth.of(2024, 3));
    // January 2024 has 23 weekdays; 10 of the 60 are in December.
    MonthlyReturns.Part january = months.month(YearMonth.of(2024, 1)).orElseThrow();
    assertThat(january.complete()).isTrue();
    assertThat(january.value().get()).isCloseTo(Math.pow(1.001, 23) - 1, within(1e-14));
    assertThat(months.month(YearMonth.of(2023, 12)).orElseThrow().complete()).isFalse();
    assertThat(months.month(YearMonth.of(2024, 3)).orElseThrow().complete()).isFalse();
    assertThat(
            MonthlyReturns.of(record, day -> true)
                .month(YearMonth.of(2024, 3))
                .orElseThrow()
                .complete())
        .isTrue();
    double linked = 1;
    for (MonthlyReturns.Part part : months.months().values()) {
      linked *= 1 + part.value().get();
    }
    assertThat(linked - 1).isCloseTo(Math.pow(1.001, 60) - 1, within(1e-13));
    assertThat(months.year(Year.of(2024)).orElseThrow().complete()).isFalse();
    assertThat(months.year(Year.of(2024)).orElseThrow().value().get())
        .isCloseTo(Math.pow(1.001, 50) - 1, within(1e-13));
  }

  @Test
  void a_day_without_a_return_costs_its_month_and_year_only() {
    RealisedReturns record = Records.of(LocalDate.of(2023, 11, 30), values(60, 0.001));
    List<RealisedReturns.Day> days = new ArrayList<>(record.days());
    LocalDate hole = LocalDate.of(2024, 1, 10);
    days.replaceAll(
        day ->
            day.date().equals(hole)
                ? new RealisedReturns.Day(hole, Figure.unknown(Reason.LOW_COVERAGE, "none", 1))
                : day);
    MonthlyReturns months =
        MonthlyReturns.of(RealisedReturns.of(record.start(), days), day -> false);
    assertThat(months.month(YearMonth.of(2024, 1)).orElseThrow().value().known()).isEmpty();
    assertThat(months.month(YearMonth.of(2023, 12)).orElseThrow().value().known()).isPresent();
    assertThat(months.month(YearMonth.of(2023, 12)).orElseThrow().complete()).isTrue();
    assertThat(months.year(Year.of(2024)).orElseThrow().value().known()).isEmpty();
    assertThat(months.year(Year.of(2023)).orElseThrow().value().known()).isPresent();
    Capture capture = Capture.of(months, MonthlyReturns.of(record, day -> false));
    // December alone is known and complete on both sides, and February is the last.
    assertThat(capture.battingAverage().observations()).isEqualTo(1);
  }

  private static double[] values(int count, double value) {
    return IntStream.range(0, count).mapToDouble(t -> value).toArray();
  }
}
