package io.afterclose.calendar;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The New York Stock Exchange, 1990 to 2099. Regular holidays and past special closures come from
 * Strata ({@code HolidayCalendarIds.NYSE}); what it misses is added here, and an operator's
 * overrides stand above both. Years to come follow the rules as they stand: an unscheduled closure
 * is unknown until an operator adds it.
 */
public final class NyseCalendar implements TradingCalendar {
  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);
  private static final Duration SETTLING = Duration.ofMinutes(30);

  /**
   * Hurricane Sandy closed the exchange on Monday 2012-10-29 and Tuesday 2012-10-30 (NYSE notice of
   * 2012-10-28; no trade of SPY is on record for either day). Strata 2.12.60 lists only the
   * Tuesday.
   */
  private static final Set<LocalDate> CLOSURES_STRATA_MISSES = Set.of(LocalDate.of(2012, 10, 29));

  private final HolidayCalendar holidays;
  private final CalendarOverrides overrides;

  private NyseCalendar(CalendarOverrides overrides) {
    this.holidays = ReferenceData.standard().getValue(HolidayCalendarIds.NYSE);
    this.overrides = overrides;
  }

  /** The calendar as it is known. */
  public static NyseCalendar standard() {
    return with(CalendarOverrides.none());
  }

  /**
   * The calendar with an operator's closures, openings and early closes.
   *
   * @throws IllegalArgumentException if a day that is said to close early is no session
   */
  public static NyseCalendar with(CalendarOverrides overrides) {
    NyseCalendar calendar = new NyseCalendar(overrides);
    List<LocalDate> noSessions =
        overrides.closes().keySet().stream()
            .filter(date -> !isInside(date) || !calendar.isSession(date))
            .toList();
    if (!noSessions.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: sessions were expected, found %s, on which the NYSE does not trade"
              .formatted(CalendarOverrides.EARLY_CLOSES, noSessions));
    }
    return calendar;
  }

  @Override
  public boolean isSession(LocalDate date) {
    requireInside(date);
    return !Weekend.includes(date) && !overrides.closures().contains(date) && opens(date);
  }

  private boolean opens(LocalDate weekday) {
    return overrides.openings().contains(weekday)
        || (holidays.isBusinessDay(weekday) && !CLOSURES_STRATA_MISSES.contains(weekday));
  }

  @Override
  public ZonedDateTime closeOf(LocalDate session) {
    if (!isSession(session)) {
      throw new IllegalArgumentException(
          "A session was expected, found " + session + ", on which the NYSE does not trade");
    }
    LocalTime stated = overrides.closes().get(session);
    return session.atTime(stated == null ? SessionClose.on(session) : stated).atZone(NEW_YORK);
  }

  @Override
  public LocalDate latestCompletedSession(Instant instant) {
    LocalDate day = instant.atZone(NEW_YORK).toLocalDate();
    return isSession(day) && completed(day, instant) ? day : previousSession(day);
  }

  private boolean completed(LocalDate session, Instant instant) {
    return !closeOf(session).toInstant().plus(SETTLING).isAfter(instant);
  }

  @Override
  public LocalDate previousSession(LocalDate date) {
    LocalDate day = date.minusDays(1);
    while (!isSession(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  @Override
  public LocalDate nextSession(LocalDate date) {
    LocalDate day = date.plusDays(1);
    while (!isSession(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  @Override
  public List<LocalDate> sessions(LocalDate from, LocalDate toInclusive) {
    requireInside(from);
    requireInside(toInclusive);
    List<LocalDate> sessions = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(toInclusive); day = day.plusDays(1)) {
      if (isSession(day)) {
        sessions.add(day);
      }
    }
    return List.copyOf(sessions);
  }

  @Override
  public List<LocalDate> lastSessions(int count, LocalDate endInclusive) {
    if (count < 0) {
      throw new IllegalArgumentException("A count of 0 or more was expected, found " + count);
    }
    ArrayDeque<LocalDate> sessions = new ArrayDeque<>();
    for (LocalDate day = endInclusive; sessions.size() < count; day = day.minusDays(1)) {
      if (isSession(day)) {
        sessions.addFirst(day);
      }
    }
    return List.copyOf(sessions);
  }

  @Override
  public LocalDate firstDay() {
    return FIRST_DAY;
  }

  @Override
  public LocalDate lastDay() {
    return LAST_DAY;
  }

  private static boolean isInside(LocalDate date) {
    return !date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY);
  }

  private static void requireInside(LocalDate date) {
    if (!isInside(date)) {
      throw new DateOutsideCalendarException(date, FIRST_DAY, LAST_DAY);
    }
  }
}
