package io.afterclose.run.execution;

import io.afterclose.calendar.DateOutsideCalendarException;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.outcome.DateRefusedException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which session a run is for; refuses what is no completed session. */
public final class TargetDate {

  private final TradingCalendar calendar;
  private final Clock clock;

  public TargetDate(TradingCalendar calendar, Clock clock) {
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * The date given, or the latest completed session.
   *
   * @param date null for the latest
   * @throws DateRefusedException as {@link #require} does
   */
  public LocalDate orLatest(@Nullable LocalDate date) {
    return date == null ? latestCompleted() : require(date);
  }

  /**
   * The date, once it is a completed session.
   *
   * @throws DateRefusedException when the date is in the future, not yet closed, no session or
   *     outside the calendar
   */
  public LocalDate require(LocalDate date) {
    return checked(date, latestCompleted());
  }

  /** The newest session whose close is 30 minutes ago or more. */
  public LocalDate latestCompleted() {
    return calendar.latestCompletedSession(clock.instant());
  }

  private LocalDate checked(LocalDate date, LocalDate latest) {
    if (!isSession(date)) {
      throw refused(date + " is no NYSE session; the one before it is " + sessionBefore(date));
    }
    if (date.isAfter(latest)) {
      throw refused(date + " is not complete yet; the latest completed session is " + latest);
    }
    return date;
  }

  private boolean isSession(LocalDate date) {
    try {
      return calendar.isSession(date);
    } catch (DateOutsideCalendarException outside) {
      throw refused(String.valueOf(outside.getMessage()));
    }
  }

  private String sessionBefore(LocalDate date) {
    return date.equals(calendar.firstDay()) ? "unknown" : calendar.previousSession(date).toString();
  }

  private static DateRefusedException refused(String message) {
    return new DateRefusedException(message);
  }
}
