package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;

/**
 * On which sessions a portfolio has something to show: it held something, or its cash was not zero,
 * at the close of the session or of the one before, or a row of it falls in the session. So the day
 * on which a portfolio ends has its snapshot, and the days after it have none.
 */
final class ExpectedSessions {

  private final TradingCalendar calendar;
  private final Sessions axis;
  private final BitSet worth = new BitSet();
  private final BitSet moved = new BitSet();

  /**
   * @param axis with the session before the first one that is asked for
   */
  ExpectedSessions(TradingCalendar calendar, Sessions axis) {
    this.calendar = calendar;
    this.axis = axis;
  }

  /** Adds when lots are held. An option is over at the last session up to its expiry. */
  ExpectedSessions with(Collection<Life> lives) {
    lives.forEach(this::add);
    return this;
  }

  private void add(Life life) {
    movedOn(life.entry());
    int end = axis.size();
    LocalDate exit = life.exit();
    if (exit != null) {
      movedOn(exit);
      end = from(exit);
    }
    LocalDate expiry = life.expiry();
    if (expiry != null) {
      end = Math.min(end, from(calendar.lastSessions(1, expiry).get(0)));
    }
    int entry = from(life.entry());
    if (entry < end) {
      worth.set(entry, end);
    }
  }

  /** Adds a row that is dated so; one of a day without a session falls in the next one. */
  void movedOn(LocalDate date) {
    if (!date.isBefore(axis.first())) {
      moved.set(from(date));
    }
  }

  /** Adds a session at whose close cash was not zero. */
  void worthOn(LocalDate session) {
    worth.set(axis.indexOf(session));
  }

  /** The index of the first session on or after a day. */
  private int from(LocalDate day) {
    return axis.floorIndex(day.minusDays(1)) + 1;
  }

  /** Whether a session of the axis is expected. */
  boolean on(LocalDate session) {
    int index = axis.indexOf(session);
    return worth.get(index) || moved.get(index) || (index > 0 && worth.get(index - 1));
  }
}
