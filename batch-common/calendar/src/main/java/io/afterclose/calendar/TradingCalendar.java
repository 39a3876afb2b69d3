package io.afterclose.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The days on which a market trades, between a first and a last day. A question that touches a day
 * outside them is answered by a {@link DateOutsideCalendarException}, never by a guess.
 */
public interface TradingCalendar {
  /** The zone of every business date. */
  ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Whether the market trades on this day, fully or until an early close. */
  boolean isSession(LocalDate date);

  /**
   * The instant at which a session ends, in New York time.
   *
   * @throws IllegalArgumentException if the date is no session
   */
  ZonedDateTime closeOf(LocalDate session);

  /** The newest session that ended 30 minutes before the instant, or earlier. */
  LocalDate latestCompletedSession(Instant instant);

  /** The newest session strictly before the date. */
  LocalDate previousSession(LocalDate date);

  /** The oldest session strictly after the date. */
  LocalDate nextSession(LocalDate date);

  /**
   * The sessions of a span, both ends included, oldest first; empty if it ends before it starts.
   */
  List<LocalDate> sessions(LocalDate from, LocalDate toInclusive);

  /**
   * So many sessions, oldest first, the newest being the last one on or before {@code
   * endInclusive}.
   */
  List<LocalDate> lastSessions(int count, LocalDate endInclusive);

  /** The first day that the calendar knows. */
  LocalDate firstDay();

  /** A day, or the first day of the calendar where it is before that. */
  default LocalDate withinRange(LocalDate day) {
    return day.isBefore(firstDay()) ? firstDay() : day;
  }

  /** The last day that the calendar knows. */
  LocalDate lastDay();
}
