package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/** Which sessions a run without a date works on: the latest, then the missed ones, newest first. */
public final class CatchUp {

  private static final int MISSED_PER_RUN = 10;

  /** Older ones are left to backfill: one run of an old date is no order for all since. */
  private static final int SESSIONS_LOOKED_BACK = 30;

  private final JobHistoryStore history;
  private final TradingCalendar calendar;

  public CatchUp(JobHistoryStore history, TradingCalendar calendar) {
    this.history = history;
    this.calendar = calendar;
  }

  /**
   * The sessions of a run in their order.
   *
   * @param target the requested date, or the latest session where there is none
   * @param only whether it is to be the only one
   */
  public List<LocalDate> sessions(LocalDate target, boolean only) {
    return only ? List.of(target) : until(target);
  }

  /**
   * The sessions since the first complete one, up to the latest, that are not complete, oldest
   * first.
   */
  public List<LocalDate> incomplete(LocalDate latest) {
    SortedSet<LocalDate> completed =
        history.completedDates(JobName.SYMBOL_BATCH, RunScope.EVERYTHING);
    return completed.isEmpty() || completed.first().isAfter(latest)
        ? List.of()
        : calendar.sessions(completed.first(), latest).stream()
            .filter(session -> !completed.contains(session))
            .toList();
  }

  private List<LocalDate> until(LocalDate latest) {
    return sessions(
        history.completedDates(JobName.SYMBOL_BATCH, RunScope.EVERYTHING), latest, calendar);
  }

  /**
   * The latest, then at most ten missed ones of the last thirty sessions and since the first
   * complete one, newest first.
   *
   * @param completed the dates that are complete
   */
  public static List<LocalDate> sessions(
      SortedSet<LocalDate> completed, LocalDate latest, TradingCalendar calendar) {
    List<LocalDate> sessions = new ArrayList<>();
    sessions.add(latest);
    if (!completed.isEmpty()) {
      List<LocalDate> past = new ArrayList<>(calendar.lastSessions(SESSIONS_LOOKED_BACK, latest));
      Collections.reverse(past);
      past.stream()
          .filter(session -> session.isBefore(latest) && session.isAfter(completed.first()))
          .filter(session -> !completed.contains(session))
          .limit(MISSED_PER_RUN)
          .forEach(sessions::add);
    }
    return sessions;
  }
}
