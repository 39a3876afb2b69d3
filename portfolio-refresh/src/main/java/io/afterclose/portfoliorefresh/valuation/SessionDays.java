package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.List;

/**
 * Sessions around a day that may lie long before those that are valued, such as the entry of a
 * position. Where they are not known, the nearest one that is.
 */
public interface SessionDays {

  /** The first session on a day or after it; the day itself where none is known. */
  LocalDate firstFrom(LocalDate day);

  /** The session that lies so many before one; the oldest known where there are not so many. */
  LocalDate before(LocalDate session, int sessions);

  /** The session before one. */
  default LocalDate previous(LocalDate session) {
    return before(session, 1);
  }

  /** The oldest session whose close may stand in for that of a session. */
  default LocalDate oldestStandIn(LocalDate session) {
    return before(session, Position.STALE_SESSIONS);
  }

  /** Those of a calendar. */
  static SessionDays of(TradingCalendar calendar) {
    return new CalendarSessionDays(calendar);
  }

  /** Those of an axis. */
  static SessionDays of(Sessions axis) {
    List<LocalDate> dates = axis.dates();
    return new SessionDays() {
      @Override
      public LocalDate firstFrom(LocalDate day) {
        int before = axis.floorIndex(day.minusDays(1));
        return before + 1 < dates.size() ? dates.get(before + 1) : day;
      }

      @Override
      public LocalDate before(LocalDate session, int sessions) {
        int at = axis.floorIndex(session);
        return at < 0 ? session : dates.get(Math.max(0, at - sessions));
      }
    };
  }
}
