package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnsWithFlowsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 4);

  /** 100,000 worth of lots bought at 100 that close at 101: 0.99 %, not the 99 % of end flows. */
  @Test
  void an_inflow_works_from_the_start_of_its_day() {
    ValuedDay day = new ValuedDay(DAY, 1_000, 99_000, 0, 100_990, 1);
    assertThat(day.timeWeighted().get()).isCloseTo(0.0099, within(1e-15));
    assertThat(day.flowsAtEnd().get()).isCloseTo(0.99, within(1e-12));
    assertThat(day.hasLargeFlow()).isTrue();
  }

  @Test
  void an_outflow_works_until_the_end_of_its_day() {
    // 1,000 grows by 10 %, 1,099 are taken out: the day's return is that of the 1,000.
    ValuedDay day = new ValuedDay(DAY, 1_000, 0, 1_099, 1, 1);
    assertThat(day.timeWeighted().get()).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void lots_opened_and_closed_on_a_day_enter_both_sides() {
    // Nothing before, 500 bought and sold at 510 within the day: 2 %.
    ValuedDay day = new ValuedDay(DAY, 0, 500, 510, 0, 1);
    assertThat(day.timeWeighted().get()).isCloseTo(0.02, within(1e-15));
    assertThat(day.opensRecord()).isTrue();
    assertReason(day.flowsAtEnd(), Reason.BASE_NOT_POSITIVE);
  }

  @Test
  void a_day_without_a_base_or_coverage_has_a_reason_and_no_return() {
    assertReason(new ValuedDay(DAY, 0, 0, 0, 5, 1).timeWeighted(), Reason.BASE_NOT_POSITIVE);
    assertReason(new ValuedDay(DAY, -5, 0, 0, 5, 1).timeWeighted(), Reason.BASE_NOT_POSITIVE);
    assertReason(new ValuedDay(DAY, 5, 0, 0, 5, 0.9799).timeWeighted(), Reason.LOW_COVERAGE);
    assertThat(new ValuedDay(DAY, 5, 0, 0, 5, 0.98).timeWeighted().get()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> new ValuedDay(DAY, 5, -1, 0, 5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValuedDay(DAY, Double.NaN, 0, 0, 5, 1));
  }

  @Test
  void flows_at_value_never_change_the_linked_return() {
    Random random = new Random(7);
    double[] returns = Records.random(7, 300);
    List<LocalDate> dates = Records.weekdays(Records.START, returns.length);
    List<RealisedReturns.Day> days = new ArrayList<>();
    double value = 10_000;
    for (int t = 0; t < returns.length; t++) {
      double flow = random.nextInt(4) == 0 ? value * (random.nextDouble() - 0.3) : 0;
      double inflow = Math.max(flow, 0);
      double outflow = Math.max(-flow, 0);
      double after = (value + inflow) * (1 + returns[t]) - outflow;
      ValuedDay day = new ValuedDay(dates.get(t), value, inflow, outflow, after, 1);
      days.add(new RealisedReturns.Day(day.date(), day.timeWeighted()));
      value = after;
    }
    double with = TimeWeightedReturn.of(RealisedReturns.of(Records.START, days)).get().total();
    double without = TimeWeightedReturn.of(Records.of(returns)).get().total();
    assertThat(with).isCloseTo(without, within(1e-12));
  }

  @Test
  void scaling_all_amounts_changes_no_return() {
    ValuedDay day = new ValuedDay(DAY, 812.33, 100, 40, 901.2, 1);
    ValuedDay tenfold = new ValuedDay(DAY, 8123.3, 1000, 400, 9012, 1);
    assertThat(tenfold.timeWeighted().get()).isCloseTo(day.timeWeighted().get(), within(1e-15));
  }

  @Test
  void nothing_is_annualised_below_365_days() {
    // 1 % a month for twelve months: 1.01^12 − 1 = 0.126825030131969720661201.
    double[] months = new double[12];
    Arrays.fill(months, 0.01);
    RealisedReturns year = monthly(LocalDate.of(2022, 12, 31), months);
    TimeWeightedReturn linked = TimeWeightedReturn.of(year).get();
    assertThat(linked.total()).isCloseTo(0.12682503013196972, within(1e-15));
    assertThat(linked.annualised().get()).isCloseTo(0.12682503013196972, within(1e-15));
    RealisedReturns shorter =
        year.between(LocalDate.of(2023, 1, 31), LocalDate.of(2023, 12, 31)).get();
    assertReason(TimeWeightedReturn.of(shorter).get().annualised(), Reason.UNDER_ONE_YEAR);
    // Two years of 731 days that double: 2^(365/731) − 1, by python.
    RealisedReturns two = monthly(LocalDate.of(2022, 12, 31), new double[24]);
    assertThat(two.end()).isEqualTo("2024-12-31");
    assertThat(TimeWeightedReturn.annualised(1, two.start(), two.end(), 24).get())
        .isCloseTo(0.4135432300846933, within(1e-13));
  }

  private static RealisedReturns monthly(LocalDate start, double[] values) {
    List<RealisedReturns.Day> days = new ArrayList<>();
    for (int t = 0; t < values.length; t++) {
      LocalDate month = start.withDayOfMonth(1).plusMonths(t + 1);
      days.add(
          new RealisedReturns.Day(
              month.withDayOfMonth(month.lengthOfMonth()), Figure.of(values[t], 1)));
    }
    return RealisedReturns.of(start, days);
  }

  @Test
  void a_day_without_a_return_makes_each_interval_that_holds_it_unknown_and_is_named() {
    List<LocalDate> dates = Records.weekdays(Records.START, 3);
    RealisedReturns returns =
        RealisedReturns.of(
            Records.START,
            List.of(
                new RealisedReturns.Day(dates.get(0), Figure.of(0.1, 1)),
                new RealisedReturns.Day(
                    dates.get(1), Figure.unknown(Reason.LOW_COVERAGE, "half is unpriced", 1)),
                new RealisedReturns.Day(dates.get(2), Figure.of(0.2, 1))));
    Figure<TimeWeightedReturn> all = TimeWeightedReturn.of(returns);
    assertReason(all, Reason.MISSING_RETURN);
    assertThat(((Unknown<TimeWeightedReturn>) all).detail())
        .contains("2024-01-02", "LOW_COVERAGE", "half is unpriced");
    assertReason(Drawdowns.of(returns), Reason.MISSING_RETURN);
    assertReason(Ratio.calmar(returns), Reason.MISSING_RETURN);
    RealisedReturns after = returns.between(dates.get(1), dates.get(2)).get();
    assertThat(TimeWeightedReturn.of(after).get().total()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void a_return_that_loses_everything_ends_the_growth() {
    assertReason(TimeWeightedReturn.of(Records.of(0.1, -1, 0.1)), Reason.WIPED_OUT);
    assertReason(TimeWeightedReturn.of(Records.of(-1.5, -3)), Reason.WIPED_OUT);
    assertReason(Drawdowns.of(Records.of(-1.5, -3)), Reason.WIPED_OUT);
    assertThat(Drawdowns.of(Records.of(0.5, -1)).get().maximum()).isEqualTo(1);
  }

  @Test
  void a_portfolio_that_was_emptied_starts_a_new_record() {
    LocalDate second = DAY.plusDays(1);
    LocalDate third = DAY.plusDays(2);
    RealisedReturns record =
        RealisedReturns.lastRecord(
            DAY.minusDays(3),
            List.of(
                new ValuedDay(DAY, 100, 0, 110, 0, 1),
                new ValuedDay(second, 0, 200, 0, 202, 1),
                new ValuedDay(third, 202, 0, 0, 303, 1)));
    assertThat(record.start()).isEqualTo(DAY);
    // 202/200 × 303/202 − 1.
    assertThat(TimeWeightedReturn.of(record).get().total()).isCloseTo(0.515, within(1e-14));
  }

  @Test
  void periods_start_from_the_last_session_before_them() {
    LocalDate start = LocalDate.of(2023, 12, 29);
    RealisedReturns year = Records.of(start, new double[300]);
    RealisedReturns leap = year.between(start, LocalDate.of(2024, 8, 30)).get();
    assertThat(leap.over(PerformancePeriod.DAY).get().start()).isEqualTo("2024-08-29");
    assertThat(leap.over(PerformancePeriod.MONTH_TO_DATE).get().start()).isEqualTo("2024-07-31");
    // 30 June 2024 was a Sunday.
    assertThat(leap.over(PerformancePeriod.QUARTER_TO_DATE).get().start()).isEqualTo("2024-06-28");
    assertThat(leap.over(PerformancePeriod.YEAR_TO_DATE).get().start()).isEqualTo(start);
    assertThat(leap.over(PerformancePeriod.ONE_MONTH).get().start()).isEqualTo("2024-07-30");
    assertThat(leap.over(PerformancePeriod.THREE_MONTHS).get().start()).isEqualTo("2024-05-30");
    assertReason(leap.over(PerformancePeriod.TWELVE_MONTHS), Reason.RECORD_TOO_SHORT);
    assertReason(leap.over(PerformancePeriod.FIVE_YEARS), Reason.RECORD_TOO_SHORT);
    assertThat(leap.over(PerformancePeriod.INCEPTION).get().size()).isEqualTo(leap.size());
    // 31 March less a month is the last day of February, a Saturday in 2026.
    RealisedReturns march = Records.of(LocalDate.of(2026, 1, 2), new double[62]);
    assertThat(march.end()).isEqualTo("2026-03-31");
    assertThat(march.over(PerformancePeriod.ONE_MONTH).get().start()).isEqualTo("2026-02-27");
  }

  @Test
  void dates_that_do_not_ascend_are_an_error() {
    RealisedReturns.Day day = new RealisedReturns.Day(DAY, Figure.of(0.0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> RealisedReturns.of(DAY, List.of(day)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealisedReturns.of(DAY.minusDays(1), List.of(day, day)));
  }

  private static void assertReason(Figure<?> figure, Reason reason) {
    assertThat(figure).isInstanceOf(Unknown.class);
    assertThat(((Unknown<?>) figure).reason()).isEqualTo(reason);
  }
}
