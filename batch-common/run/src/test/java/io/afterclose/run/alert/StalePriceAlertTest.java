package io.afterclose.run.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.run.fixture.CapturedLog;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Prices against the clock; 2022-07-02 to 2022-07-04 are a weekend and a holiday. */
final class StalePriceAlertTest {
  /** No run for an older date. */
  private static final LocalDate TONIGHT = LocalDate.of(2100, 1, 4);

  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");
  private final List<Alert> alerts = new ArrayList<>();
  private final StalePriceAlert late =
      new StalePriceAlert(NyseCalendar.standard(), clock, alert -> alerts.add(alert));

  @ParameterizedTest
  @CsvSource({
    "2022-06-30T20:29:59Z, 2022-06-29", // the settling half hour
    "2022-06-30T20:30:00Z, 2022-06-30",
    "2022-07-05T12:00:00Z, 2022-07-01", // before the first close after the holiday
  })
  void prices_of_the_latest_completed_session_are_in_time(String now, String newest) {
    check(now, newest);
    assertThat(alerts).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2022-06-30T20:30:00Z, 2022-06-29, WARNING, prices are 1 session late",
    "2022-07-06T02:30:00Z, 2022-07-01, WARNING, prices are 1 session late",
    "2022-07-06T02:30:00Z, 2022-06-30, CRITICAL, prices are 2 sessions late",
    "2022-07-06T02:30:00Z, 2021-07-02, CRITICAL, prices are 252 sessions late",
  })
  void one_session_late_is_a_warning_and_two_are_critical(
      String now, String newest, Severity severity, String words) {
    check(now, newest);
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.severity()).isEqualTo(severity);
              assertThat(alert.code()).isEqualTo(AlertCode.PRICES_LATE);
              assertThat(alert.about()).isEqualTo("symbol-batch");
              assertThat(alert.message()).startsWith(words + ": ").contains(newest);
            });
  }

  @Test
  void no_price_at_all_is_critical() {
    late.check(JobName.PORTFOLIO_REFRESH, TONIGHT, day -> Optional.empty());
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(alert.message()).contains("there is none of SPY", "2022-06-30");
            });
  }

  @Test
  void prices_are_looked_for_up_to_the_latest_completed_session() {
    List<LocalDate> asked = new ArrayList<>();
    late.check(
        JobName.SYMBOL_BATCH,
        TONIGHT,
        day -> {
          asked.add(day);
          return Optional.of(day);
        });
    assertThat(asked).containsExactly(LocalDate.parse("2022-06-30"));
  }

  @Test
  void a_database_that_is_away_is_told_and_raises_nothing() {
    Function<LocalDate, Optional<LocalDate>> away =
        day -> {
          throw new DataAccessResourceFailureException("gone");
        };
    try (CapturedLog log = CapturedLog.of(StalePriceAlert.class.getName())) {
      late.check(JobName.SYMBOL_BATCH, TONIGHT, away);
      assertThat(log.lines())
          .containsExactly("WARN symbol-batch: whether prices are late could not be looked up");
    }
    assertThat(alerts).isEmpty();
  }

  private void check(String now, String newest) {
    clock.set(Instant.parse(now));
    late.check(JobName.SYMBOL_BATCH, TONIGHT, day -> Optional.of(LocalDate.parse(newest)));
  }
}
