package io.afterclose.run.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PriceLatenessTest {

  private static PriceLateness newest(String day) {
    return PriceLateness.of(
        Optional.of(LocalDate.parse(day)), LocalDate.parse("2022-07-06"), NyseCalendar.standard());
  }

  @Test
  void the_command_begins_with_a_session_and_not_on_a_weekend_or_holiday() {
    PriceLateness late = newest("2022-07-01");
    assertThat(late.missing()).containsExactly(day("2022-07-05"), day("2022-07-06"));
    assertThat(late.advice())
        .isEqualTo("'symbol-batch backfill --from 2022-07-05 --to 2022-07-06' brings them");
  }

  @Test
  void one_session_needs_no_range_and_a_newer_price_is_in_time() {
    assertThat(newest("2022-07-05").critical()).isFalse();
    assertThat(newest("2022-07-05").advice()).contains("'symbol-batch run' brings them");
    assertThat(newest("2022-07-06").late()).isFalse();
    assertThat(newest("2022-07-07").late()).isFalse();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
