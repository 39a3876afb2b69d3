package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;

/**
 * Sessions before a day, as far back as the calendar reaches: no date of one portfolio may fail.
 */
final class EarlierSessions {

  private static final int DAYS_A_SESSION = 2;
  private static final int LONGEST_CLOSURE = 10;

  private EarlierSessions() {}

  /**
   * The session that lies so many before the last one up to a day; the oldest that the calendar
   * knows where it does not reach so far, and the day itself where it knows none.
   */
  static LocalDate back(TradingCalendar calendar, int sessions, LocalDate day) {
    LocalDate from =
        calendar.withinRange(day.minusDays((long) sessions * DAYS_A_SESSION + LONGEST_CLOSURE));
    List<LocalDate> before = day.isBefore(from) ? List.of() : calendar.sessions(from, day);
    return before.isEmpty() ? day : before.get(Math.max(0, before.size() - 1 - sessions));
  }
}
