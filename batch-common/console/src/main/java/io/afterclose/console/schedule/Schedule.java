package io.afterclose.console.schedule;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.name.JobName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * When a job is started.
 *
 * @param at New York time on the session's day; empty for as soon as its symbol night is complete
 * @param enabledAt since when it is on; empty while it is off
 * @param pausedUntil sessions before this day are left out
 * @param reason why it was switched or paused last
 */
public record Schedule(
    String id,
    JobName job,
    Optional<LocalTime> at,
    Optional<Instant> enabledAt,
    Optional<LocalDate> pausedUntil,
    String reason) {

  /** How far back a session may be whose fire was missed. */
  private static final int LOOKBACK_DAYS = 30;

  /** When a session of it is due; empty where that is no matter of the clock. */
  public Optional<Instant> due(LocalDate session) {
    return at.map(time -> session.atTime(time).atZone(TradingCalendar.NEW_YORK).toInstant());
  }

  /** The sessions that are due at a moment, the oldest first, those that fired already too. */
  List<LocalDate> dueSessions(Instant now, TradingCalendar calendar) {
    if (enabledAt.isEmpty()) {
      return List.of();
    }
    LocalDate today = LocalDate.ofInstant(now, TradingCalendar.NEW_YORK);
    LocalDate from = calendar.withinRange(today.minusDays(LOOKBACK_DAYS));
    return calendar.sessions(from, today).stream()
        .filter(session -> pausedUntil.map(until -> !session.isBefore(until)).orElse(true))
        .filter(
            session ->
                due(session)
                    .map(due -> !due.isAfter(now) && due.isAfter(enabledAt.get()))
                    .orElse(false))
        .toList();
  }

  /** The next moment at which it is due; empty where it is off or no matter of the clock. */
  public Optional<Instant> next(Instant now, TradingCalendar calendar) {
    if (enabledAt.isEmpty()) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(now, TradingCalendar.NEW_YORK);
    LocalDate day = pausedUntil.filter(until -> until.isAfter(today)).orElse(today);
    LocalDate session = calendar.isSession(day) ? day : calendar.nextSession(day);
    return due(session)
        .filter(due -> due.isAfter(now))
        .or(() -> due(calendar.nextSession(session)));
  }
}
