package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.performance.Drawdowns.Episode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawdownsTest {
  private static final List<LocalDate> DATES = Records.weekdays(Records.START, 6);

  /**
   * Values 1, 0.9, 0.99, 1.0395, 0.8316, 0.91476: falls of 10 % from the base and of 20 %, open.
   */
  @Test
  void the_base_is_a_peak_and_each_fall_has_its_days() {
    Drawdowns falls = Drawdowns.of(Records.of(-0.1, 0.1, 0.05, -0.2, 0.1)).get();
    assertThat(falls.maximum()).isCloseTo(0.2, within(1e-15));
    assertThat(falls.current()).isCloseTo(0.12, within(1e-15));
    // (0.1 + 0.01 + 0 + 0.2 + 0.12)/5 and √((0.01 + 0.0001 + 0.04 + 0.0144)/5).
    assertThat(falls.painIndex()).isCloseTo(0.086, within(1e-15));
    assertThat(falls.ulcerIndex()).isCloseTo(Math.sqrt(0.0129), within(1e-15));
    assertThat(falls.underWater()).isEqualTo(4);
    assertThat(falls.episodes()).hasSize(2);
    Episode open = falls.episodes().get(0);
    assertThat(open.peak()).isEqualTo(DATES.get(2));
    assertThat(open.trough()).isEqualTo(DATES.get(3));
    assertThat(open.recovery()).isNull();
    assertThat(open.sessionsUp()).isEqualTo(1);
    Episode first = falls.episodes().get(1);
    assertThat(first.peak()).isEqualTo(Records.START);
    assertThat(first.trough()).isEqualTo(DATES.get(0));
    assertThat(first.recovery()).isEqualTo(DATES.get(2));
    assertThat(first.depth()).isCloseTo(0.1, within(1e-15));
    assertThat(first.sessionsDown()).isEqualTo(1);
    assertThat(first.sessionsUp()).isEqualTo(2);
    // Friday 2023-12-29 to Monday 2024-01-01.
    assertThat(first.daysDown()).isEqualTo(3);
  }

  @Test
  void a_record_that_only_rises_has_no_fall() {
    Drawdowns falls = Drawdowns.of(Records.of(0.1, 0, 0.1)).get();
    assertThat(falls.episodes()).isEmpty();
    assertThat(falls.maximum()).isZero();
    assertThat(falls.underWater()).isZero();
  }

  @Test
  void later_days_change_no_earlier_figure() {
    double[] returns = Records.random(11, 400);
    RealisedReturns all = Records.of(returns);
    LocalDate day = all.days().get(249).date();
    RealisedReturns then = all.between(all.start(), day).get();
    RealisedReturns alone = Records.of(Arrays.copyOf(returns, 250));
    assertThat(Drawdowns.of(then)).isEqualTo(Drawdowns.of(alone));
    assertThat(TimeWeightedReturn.of(then)).isEqualTo(TimeWeightedReturn.of(alone));
    assertThat(then.over(PerformancePeriod.THREE_MONTHS).map(TimeWeightedReturn::of))
        .isEqualTo(alone.over(PerformancePeriod.THREE_MONTHS).map(TimeWeightedReturn::of));
  }
}
