package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;

/** The sessions around a day, by a calendar, as far as it reaches. */
record CalendarSessionDays(TradingCalendar calendar) implements SessionDays {

  /** Calendar days that hold so many sessions and the longest closure. */
  private static final int DAYS_A_SESSION = 2;

  private static final int LONGEST_CLOSURE = 10;

  @Override
  public LocalDate firstFrom(LocalDate day) {
    LocalDate from = calendar.withinRange(day);
    return between(from, from.plusDays(LONGEST_CLOSURE)).stream().findFirst().orElse(day);
  }

  @Override
  public LocalDate before(LocalDate session, int sessions) {
    LocalDate from =
        calendar.withinRange(session.minusDays((long) sessions * DAYS_A_SESSION + LONGEST_CLOSURE));
    List<LocalDate> found = between(from, session);
    return found.isEmpty() ? session : found.get(Math.max(0, found.size() - 1 - sessions));
  }

  private List<LocalDate> between(LocalDate from, LocalDate upTo) {
    LocalDate last = upTo.isAfter(calendar.lastDay()) ? calendar.lastDay() : upTo;
    return from.isAfter(last) ? List.of() : calendar.sessions(from, last);
  }
}
