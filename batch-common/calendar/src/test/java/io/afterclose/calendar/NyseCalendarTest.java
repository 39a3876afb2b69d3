package io.afterclose.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NyseCalendarTest {
  private static final TradingCalendar NYSE = NyseCalendar.standard();

  @ParameterizedTest
  @CsvSource({
    "2001-09-11, attacks of September 11",
    "2001-09-12, attacks of September 11",
    "2001-09-13, attacks of September 11",
    "2001-09-14, attacks of September 11",
    "2004-06-11, mourning for a president",
    "2007-01-02, mourning for a president",
    "2012-10-29, Hurricane Sandy",
    "2012-10-30, Hurricane Sandy",
    "2018-12-05, mourning for a president",
    "2025-01-09, mourning for a president",
    "2021-12-24, Christmas on a Saturday",
    "2022-06-20, first Juneteenth of the exchange on a Sunday",
    "2023-01-02, New Year on a Sunday",
    "2024-11-28, Thanksgiving",
    "2026-04-03, Good Friday",
    "2026-07-03, Independence Day on a Saturday",
    "2024-01-20, a Saturday",
    "2024-01-21, a Sunday"
  })
  void the_exchange_was_closed(LocalDate date, String why) {
    assertThat(NYSE.isSession(date)).as(why).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2001-09-10, the day before",
    "2001-09-17, the day of reopening",
    "2012-10-31, after the hurricane",
    "2021-06-18, Juneteenth was not yet kept",
    "2021-12-31, New Year on a Saturday closes no Friday",
    "2023-11-10, Veterans Day is no holiday of the exchange",
    "2024-10-14, nor is Columbus Day"
  })
  void the_exchange_was_open(LocalDate date, String why) {
    assertThat(NYSE.isSession(date)).as(why).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1990-12-24, 14:00",
    "1992-11-27, 14:00",
    "1993-11-26, 13:00",
    "1996-07-05, 13:00",
    "1996-07-03, 16:00",
    "1997-12-26, 13:00",
    "2013-07-03, 13:00",
    "2013-07-05, 16:00",
    "2020-07-02, 16:00",
    "2024-12-24, 13:00",
    "2024-12-31, 16:00",
    "2025-11-28, 13:00"
  })
  void sessions_close_at_four_or_earlier_around_some_holidays(LocalDate date, LocalTime close) {
    assertThat(NYSE.closeOf(date)).isEqualTo(date.atTime(close).atZone(TradingCalendar.NEW_YORK));
  }

  @Test
  void a_close_is_asked_of_sessions_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.closeOf(LocalDate.of(2025, 1, 9)))
        .withMessageContaining("2025-01-09");
  }

  @ParameterizedTest
  @CsvSource({
    // New York time; 2024-01-19 is a Friday.
    "2024-01-19T16:29:59, 2024-01-18",
    "2024-01-19T16:30:00, 2024-01-19",
    "2024-01-19T23:59:59, 2024-01-19",
    "2024-01-20T12:00:00, 2024-01-19",
    "2024-01-21T23:59:59, 2024-01-19",
    "2024-01-22T09:30:00, 2024-01-19",
    // Early close at 13:00, then the holiday.
    "2024-12-24T13:29:59, 2024-12-23",
    "2024-12-24T13:30:00, 2024-12-24",
    "2024-12-25T18:00:00, 2024-12-24",
    // Unscheduled closure on the Thursday.
    "2025-01-09T20:00:00, 2025-01-08",
    // The Sundays on which the clocks change, and the days around them.
    "2024-03-10T03:00:00, 2024-03-08",
    "2024-03-11T16:29:59, 2024-03-08",
    "2024-03-11T16:30:00, 2024-03-11",
    "2024-11-03T01:30:00, 2024-11-01",
    "2024-11-04T16:30:00, 2024-11-04"
  })
  void the_latest_completed_session_closed_half_an_hour_ago_or_earlier(
      LocalDateTime newYork, LocalDate expected) {
    Instant instant = newYork.atZone(TradingCalendar.NEW_YORK).toInstant();
    assertThat(NYSE.latestCompletedSession(instant)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // The evening runs of a Friday, in winter and in summer, are on Saturday in UTC.
    "2024-01-20T02:00:00Z, 2024-01-19",
    "2024-07-20T02:00:00Z, 2024-07-19",
    // 16:30 in New York is 21:30 UTC in winter and 20:30 in summer, on the very first day of each.
    "2024-03-08T21:29:59Z, 2024-03-07",
    "2024-03-08T21:30:00Z, 2024-03-08",
    "2024-03-11T20:30:00Z, 2024-03-11",
    "2024-11-04T20:30:00Z, 2024-11-01",
    "2024-11-04T21:30:00Z, 2024-11-04"
  })
  void the_latest_completed_session_is_judged_in_new_york(Instant instant, LocalDate expected) {
    assertThat(NYSE.latestCompletedSession(instant)).isEqualTo(expected);
  }

  @Test
  void neighbours_skip_what_is_closed() {
    LocalDate friday = LocalDate.of(2026, 4, 3);
    assertThat(NYSE.previousSession(friday)).isEqualTo("2026-04-02");
    assertThat(NYSE.nextSession(friday)).isEqualTo("2026-04-06");
    assertThat(NYSE.previousSession(LocalDate.of(2026, 4, 2))).isEqualTo("2026-04-01");
    assertThat(NYSE.nextSession(LocalDate.of(2026, 4, 1))).isEqualTo("2026-04-02");
  }

  @Test
  void a_span_includes_both_ends() {
    LocalDate from = LocalDate.of(2026, 4, 1);
    assertThat(NYSE.sessions(from, LocalDate.of(2026, 4, 6)))
        .containsExactly(from, LocalDate.of(2026, 4, 2), LocalDate.of(2026, 4, 6));
    assertThat(NYSE.sessions(from, from)).containsExactly(from);
    assertThat(NYSE.sessions(from, from.minusDays(1))).isEmpty();
  }

  @Test
  void the_last_sessions_end_on_the_date_or_before_it() {
    List<LocalDate> expected = List.of(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 2));
    assertThat(NYSE.lastSessions(2, LocalDate.of(2026, 4, 2))).isEqualTo(expected);
    assertThat(NYSE.lastSessions(2, LocalDate.of(2026, 4, 5))).isEqualTo(expected);
    assertThat(NYSE.lastSessions(0, LocalDate.of(2026, 4, 5))).isEmpty();
    assertThat(NYSE.lastSessions(251, LocalDate.of(2026, 4, 5))).hasSize(251).isSorted();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.lastSessions(-1, LocalDate.of(2026, 4, 5)));
  }

  @Test
  void operators_close_and_open_days() {
    LocalDate wednesday = LocalDate.of(2026, 4, 8);
    LocalDate goodFriday = LocalDate.of(2026, 4, 3);
    TradingCalendar overridden =
        NyseCalendar.with(
            CalendarOverrides.fromEnvironment(
                Map.of(
                    CalendarOverrides.CLOSURES, "2026-04-08",
                    CalendarOverrides.OPENINGS, "2026-04-03")));
    assertThat(overridden.isSession(wednesday)).isFalse();
    assertThat(overridden.isSession(goodFriday)).isTrue();
    assertThat(overridden.closeOf(goodFriday).toLocalTime()).isEqualTo(LocalTime.of(16, 0));
    assertThat(overridden.latestCompletedSession(Instant.parse("2026-04-09T01:00:00Z")))
        .isEqualTo("2026-04-07");
    assertThat(NYSE.isSession(wednesday)).isTrue();
  }

  @Test
  void operators_close_a_session_early_or_at_its_regular_time() {
    LocalDate wednesday = LocalDate.of(2026, 4, 8);
    LocalDate afterThanksgiving = LocalDate.of(2026, 11, 27);
    TradingCalendar overridden =
        NyseCalendar.with(
            CalendarOverrides.fromEnvironment(
                Map.of(
                    CalendarOverrides.OPENINGS,
                    "2026-04-03",
                    CalendarOverrides.EARLY_CLOSES,
                    "2026-04-03 12:00,2026-04-08 13:00,2026-11-27 16:00")));
    assertThat(overridden.closeOf(wednesday).toLocalTime()).isEqualTo(LocalTime.of(13, 0));
    assertThat(overridden.closeOf(LocalDate.of(2026, 4, 3)).toLocalTime())
        .isEqualTo(LocalTime.of(12, 0));
    assertThat(overridden.closeOf(afterThanksgiving).toLocalTime()).isEqualTo(LocalTime.of(16, 0));
    assertThat(NYSE.closeOf(afterThanksgiving).toLocalTime()).isEqualTo(LocalTime.of(13, 0));
    // 13:30 in New York.
    assertThat(overridden.latestCompletedSession(Instant.parse("2026-04-08T17:29:59Z")))
        .isEqualTo("2026-04-07");
    assertThat(overridden.latestCompletedSession(Instant.parse("2026-04-08T17:30:00Z")))
        .isEqualTo("2026-04-08");
    assertThat(NYSE.latestCompletedSession(Instant.parse("2026-04-08T17:30:00Z")))
        .isEqualTo("2026-04-07");
  }

  @Test
  void an_early_close_on_a_holiday_is_refused() {
    CalendarOverrides christmas =
        CalendarOverrides.fromEnvironment(
            Map.of(CalendarOverrides.EARLY_CLOSES, "2026-12-25 13:00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NyseCalendar.with(christmas))
        .withMessageContaining("2026-12-25");
  }

  @Test
  void weekends_are_never_sessions() {
    for (LocalDate day = NYSE.firstDay(); !day.isAfter(NYSE.lastDay()); day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() > 5) {
        assertThat(NYSE.isSession(day)).isFalse();
      }
    }
  }

  @Test
  void every_year_to_the_horizon_has_its_holidays() {
    for (int year = 1990; year <= 2099; year++) {
      assertThat(NYSE.sessions(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)).size())
          .as("sessions of %d", year)
          .isBetween(248, 254);
      assertThat(NYSE.isSession(LocalDate.of(year, 12, 25))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1989-12-31", "2100-01-01"})
  void a_date_outside_the_horizon_is_a_loud_error(LocalDate date) {
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.isSession(date))
        .withMessageContaining("1990-01-01")
        .withMessageContaining("2099-12-31")
        .withMessageContaining(date.toString());
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.closeOf(date));
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.sessions(date, date));
  }

  @Test
  void walking_over_the_edge_is_a_loud_error_too() {
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.previousSession(LocalDate.of(1990, 1, 2)));
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.nextSession(LocalDate.of(2099, 12, 31)));
    assertThatExceptionOfType(DateOutsideCalendarException.class)
        .isThrownBy(() -> NYSE.lastSessions(10, LocalDate.of(1990, 1, 5)));
  }
}
