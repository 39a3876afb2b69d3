package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.JobRepositories;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.plan.WorkList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** What the runs of sessions would do, phase by phase. Nothing is written. */
public final class RunPlan {

  private final Map<String, PhasePlan> phases;
  private final TradingCalendar calendar;
  private final JobHistoryStore history;
  private final JobRepository repository;

  /**
   * One symbol in one phase.
   *
   * @param reason what is missing of its prices, else why it is in the universe
   */
  public record Planned(String phase, Symbol symbol, String reason) {}

  /**
   * @param phases in the order of the job
   */
  public RunPlan(Map<String, PhasePlan> phases, TradingCalendar calendar, DataSource dataSource) {
    this.phases = new LinkedHashMap<>(phases);
    this.calendar = calendar;
    this.history = new JobHistoryStore(dataSource);
    this.repository = JobRepositories.in(dataSource);
  }

  /**
   * The work of a command.
   *
   * @param sessions of its runs, in their order
   * @return items of date, phase, symbol and reason
   */
  public WorkList of(WorkList.Action action, List<LocalDate> sessions, RunScope scope) {
    boolean forced = action == WorkList.Action.RERUN;
    List<List<String>> items = new ArrayList<>();
    for (LocalDate session : sessions) {
      NextRun next = NextRun.of(history, new RunKey(JobName.SYMBOL_BATCH, session, scope.text()));
      of(next, forced)
          .forEach(
              planned ->
                  items.add(
                      List.of(
                          session.toString(),
                          planned.phase(),
                          planned.symbol().text(),
                          planned.reason())));
    }
    return new WorkList(JobName.SYMBOL_BATCH, action, scope.text(), sessions, forced, items);
  }

  /** The work of a run in its order; none for a complete one, unless that is done again. */
  private List<Planned> of(NextRun next, boolean forced) {
    if (next.complete() && !forced) {
      return List.of();
    }
    long resumed = next.complete() ? 0 : next.instanceId();
    SessionRun run =
        SessionRun.planned(next.key().date(), RunScope.of(next.key().scope()), resumed, calendar);
    return phases.entrySet().stream()
        .flatMap(phase -> phase(phase.getKey(), phase.getValue(), run))
        .toList();
  }

  /** A phase that an earlier attempt ended is left out, another resumes where it stopped. */
  private Stream<Planned> phase(String name, PhasePlan plan, SessionRun run) {
    Optional<JobInstance> instance = instance(run);
    Optional<StepExecution> last = instance.flatMap(begun -> lastOf(begun, name));
    if (last.filter(step -> step.getStatus() == BatchStatus.COMPLETED).isPresent()) {
      return Stream.empty();
    }
    return plan.of(name, run, last).stream();
  }

  private Optional<JobInstance> instance(SessionRun run) {
    return run.instanceId() == 0
        ? Optional.empty()
        : Optional.ofNullable(repository.getJobInstance(run.instanceId()));
  }

  private Optional<StepExecution> lastOf(JobInstance instance, String phase) {
    @Nullable StepExecution last = repository.getLastStepExecution(instance, phase);
    return Optional.ofNullable(last);
  }
}
