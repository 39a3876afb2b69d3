package io.afterclose.cli.option;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.DateRefusedException;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;

/** The options {@code --from} and {@code --to}: the sessions of a range. */
public final class SessionRange {

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.MIN;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day.")
  private LocalDate to = LocalDate.MIN;

  /**
   * The sessions, oldest first.
   *
   * @throws DateRefusedException when the last one is not complete, or the first day is after it or
   *     before the calendar
   */
  public List<LocalDate> sessions(ProcessContext process) {
    TradingCalendar calendar = process.calendar();
    LocalDate last = process.targetDate().require(lastSession(calendar));
    if (from.isBefore(calendar.firstDay()) || from.isAfter(last)) {
      throw new DateRefusedException(
          "--from %s is not between %s and %s".formatted(from, calendar.firstDay(), last));
    }
    return calendar.sessions(from, last);
  }

  /** On a day without a session the one before it is meant: a range is of sessions. */
  private LocalDate lastSession(TradingCalendar calendar) {
    boolean between = !to.isBefore(calendar.firstDay()) && !to.isAfter(calendar.lastDay());
    return between && !calendar.isSession(to) ? calendar.lastSessions(1, to).get(0) : to;
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
