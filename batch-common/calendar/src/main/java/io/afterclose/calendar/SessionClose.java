package io.afterclose.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * When a session closes, New York time: at 16:00, and at 13:00 (14:00 before 1993) around some
 * holidays. Source: the NYSE's yearly notices of holidays and early closings, as the open calendars
 * exchange_calendars and pandas_market_calendars record them; what follows a pattern is a rule
 * here, what happened once is a date.
 */
final class SessionClose {
  static final LocalTime REGULAR = LocalTime.of(16, 0);
  private static final LocalTime EARLY = LocalTime.of(13, 0);
  private static final LocalTime EARLY_BEFORE_1993 = LocalTime.of(14, 0);

  private static final MonthDay CHRISTMAS_EVE = MonthDay.of(Month.DECEMBER, 24);
  private static final MonthDay JULY_3 = MonthDay.of(Month.JULY, 3);
  private static final MonthDay JULY_5 = MonthDay.of(Month.JULY, 5);

  /** Early by a notice for that year alone. */
  private static final Set<LocalDate> EARLY_ONCE =
      Set.of(
          LocalDate.of(1997, 12, 26), // Friday after Christmas
          LocalDate.of(1999, 12, 31), // eve of the year 2000
          LocalDate.of(2003, 12, 26)); // Friday after Christmas

  private SessionClose() {}

  /** The time at which a day closes that is known to be a session. */
  static LocalTime on(LocalDate session) {
    if (!isEarly(session)) {
      return REGULAR;
    }
    return session.getYear() < 1993 ? EARLY_BEFORE_1993 : EARLY;
  }

  private static boolean isEarly(LocalDate session) {
    return EARLY_ONCE.contains(session)
        || MonthDay.from(session).equals(CHRISTMAS_EVE)
        || isDayAfterThanksgiving(session)
        || isEveOfIndependenceDay(session)
        || isFridayAfterIndependenceDay(session);
  }

  /** Since 1992. */
  private static boolean isDayAfterThanksgiving(LocalDate session) {
    return session.getYear() >= 1992 && session.equals(thanksgivingOf(session).plusDays(1));
  }

  private static LocalDate thanksgivingOf(LocalDate day) {
    return day.withMonth(11).with(TemporalAdjusters.dayOfWeekInMonth(4, THURSDAY));
  }

  /** Since 1995; before a holiday on Thursday only since 2013. */
  private static boolean isEveOfIndependenceDay(LocalDate session) {
    boolean beforeThursday = session.plusDays(1).getDayOfWeek() == THURSDAY;
    return MonthDay.from(session).equals(JULY_3)
        && session.getYear() >= (beforeThursday ? 2013 : 1995);
  }

  /** 1996 and 2002: while the eve of a holiday on Thursday was a full day, the Friday was not. */
  private static boolean isFridayAfterIndependenceDay(LocalDate session) {
    return MonthDay.from(session).equals(JULY_5)
        && session.getDayOfWeek() == FRIDAY
        && session.getYear() >= 1995
        && session.getYear() < 2013;
  }
}
