package io.afterclose.run.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.calendar.CalendarOverrides;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.run.outcome.DateRefusedException;
import io.afterclose.testkit.SettableClock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetDateTest {

  @ParameterizedTest
  @CsvSource({
    "2022-06-30T20:29:59Z, 2022-06-29", // 29 minutes after the close
    "2022-06-30T20:30:00Z, 2022-06-30",
    "2022-07-02T02:00:00Z, 2022-07-01", // the cron of Friday's evening
    "2022-07-04T23:00:00Z, 2022-07-01", // a holiday
    "2022-01-05T21:29:59Z, 2022-01-04", // winter
    "2022-01-05T21:30:00Z, 2022-01-05",
    "2022-11-25T18:30:00Z, 2022-11-25", // an early close
  })
  void without_a_date_it_is_the_latest_completed_session(String now, LocalDate expected) {
    assertThat(at(now).latestCompleted()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-01, not complete yet", // today before the close
    "2030-07-01, not complete yet",
    "2022-06-26, no NYSE session", // a Sunday
    "2022-06-20, 2022-06-17", // a holiday: the session before is named
    "2012-10-29, 2012-10-26", // a hurricane
    "1970-01-02, 1970", // before the calendar
    "2199-01-02, 2199",
  })
  void what_is_no_completed_session_is_refused(LocalDate date, String message) {
    assertThatThrownBy(() -> at("2022-07-01T12:00:00Z").require(date))
        .isInstanceOf(DateRefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_completed_session_is_taken_as_it_is() {
    LocalDate date = LocalDate.of(1999, 12, 31);
    assertThat(at("2022-07-01T12:00:00Z").require(date)).isEqualTo(date);
  }

  @Test
  void a_closure_that_the_operator_added_is_no_session() {
    ProcessContext process =
        new ProcessContext(
            Map.of(CalendarOverrides.CLOSURES, "2022-06-30"),
            SettableClock.at("2022-07-01T12:00:00Z"));
    assertThat(process.targetDate().latestCompleted()).isEqualTo("2022-06-29");
  }

  @Test
  void an_early_close_that_the_operator_added_completes_the_session_earlier() {
    ProcessContext process =
        new ProcessContext(
            Map.of(CalendarOverrides.EARLY_CLOSES, "2022-06-30 13:00"),
            SettableClock.at("2022-06-30T17:30:00Z"));
    assertThat(process.targetDate().latestCompleted()).isEqualTo("2022-06-30");
  }

  private static TargetDate at(String now) {
    return new TargetDate(NyseCalendar.standard(), SettableClock.at(now));
  }
}
