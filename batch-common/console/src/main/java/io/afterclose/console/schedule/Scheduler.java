package io.afterclose.console.schedule;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.request.RequestAction;
import io.afterclose.console.request.Requests;
import io.afterclose.console.request.RunOrder;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts what is due. A session of a schedule is one row, and who inserts it requests the run in
 * the same transaction, so that of several consoles one does. After a time in which none looked
 * only the newest session is started; its run makes up for those before it.
 */
final class Scheduler {

  private final ScheduleStore schedules;
  private final JobHistoryStore history;
  private final Requests requests;
  private final TradingCalendar calendar;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final String instance;

  Scheduler(
      ScheduleStore schedules,
      JobHistoryStore history,
      Requests requests,
      TradingCalendar calendar,
      Clock clock,
      TransactionTemplate transaction,
      String instance) {
    this.schedules = schedules;
    this.history = history;
    this.requests = requests;
    this.calendar = calendar;
    this.clock = clock;
    this.transaction = transaction;
    this.instance = instance;
  }

  /** Starts what is due now and was not started. */
  void look() {
    Instant now = clock.instant();
    for (Schedule schedule : schedules.all()) {
      List<LocalDate> due =
          schedule.at().isPresent()
              ? schedule.dueSessions(now, calendar)
              : afterSymbols(schedule, now);
      if (!due.isEmpty()) {
        start(schedule, due, now);
      }
    }
  }

  /** The session whose symbol night is complete, where it became so since the schedule is on. */
  private List<LocalDate> afterSymbols(Schedule schedule, Instant now) {
    if (schedule.enabledAt().isEmpty()) {
      return List.of();
    }
    LocalDate session = calendar.latestCompletedSession(now);
    boolean wanted = schedule.pausedUntil().map(until -> !session.isBefore(until)).orElse(true);
    return wanted && completedSince(session, schedule.enabledAt().get())
        ? List.of(session)
        : List.of();
  }

  private boolean completedSince(LocalDate session, Instant since) {
    return history
        .latest(JobName.SYMBOL_BATCH, session, RunScope.EVERYTHING)
        .map(RunSummary::execution)
        .filter(RunSummary.Execution::completed)
        .map(RunSummary.Execution::end)
        .map(end -> end.toInstant(ZoneOffset.UTC).isAfter(since))
        .orElse(false);
  }

  private void start(Schedule schedule, List<LocalDate> due, Instant now) {
    Set<LocalDate> fired = schedules.fired(schedule.id(), due);
    LocalDate newest = due.get(due.size() - 1);
    for (LocalDate session : due) {
      if (!fired.contains(session)) {
        transaction.executeWithoutResult(
            status -> fire(schedule, session, session.equals(newest), now));
      }
    }
    requests.wake();
  }

  private void fire(Schedule schedule, LocalDate session, boolean newest, Instant now) {
    Fire fire =
        new Fire(
            schedule.id(),
            session,
            schedule.due(session).orElse(now),
            now,
            instance,
            newest,
            Optional.empty());
    if (schedules.fire(fire) && newest) {
      Optional<UUID> request =
          requests.scheduled(
              new RunOrder(
                  RequestAction.RUN, schedule.job(), session, session, RunScope.ALL, false),
              schedule.id());
      request.ifPresent(id -> schedules.requested(schedule.id(), session, id));
    }
  }
}
