package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Which sessions a run without a date works on: the missed ones, oldest first, then the latest. */
public final class CatchUp {

  private static final int MISSED_PER_RUN = 10;

  private final JobHistoryStore history;
  private final TradingCalendar calendar;

  public CatchUp(JobHistoryStore history, TradingCalendar calendar) {
    this.history = history;
    this.calendar = calendar;
  }

  /**
   * The sessions of a run, oldest first.
   *
   * @param target the requested date, or the latest session where there is none
   * @param only whether it is to be the only one
   */
  public List<LocalDate> sessions(LocalDate target, boolean only) {
    return only ? List.of(target) : until(target);
  }

  private List<LocalDate> until(LocalDate latest) {
    return sessions(
        history.completedDates(JobName.SYMBOL_BATCH, RunScope.EVERYTHING), latest, calendar);
  }

  /**
   * At most ten missed sessions since the first complete one, oldest first, and the latest.
   *
   * @param completed the dates that are complete
   */
  public static List<LocalDate> sessions(
      SortedSet<LocalDate> completed, LocalDate latest, TradingCalendar calendar) {
    List<LocalDate> sessions = new ArrayList<>();
    if (!completed.isEmpty() && completed.first().isBefore(latest)) {
      calendar.sessions(completed.first(), latest.minusDays(1)).stream()
          .filter(session -> !completed.contains(session))
          .limit(MISSED_PER_RUN)
          .forEach(sessions::add);
    }
    sessions.add(latest);
    return sessions;
  }
}
