package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.RunScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** What the run of a session would do, phase by phase. Nothing is written. */
public final class RunPlan {

  private final Map<String, PhasePlan> phases;
  private final TradingCalendar calendar;
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
  public RunPlan(
      Map<String, PhasePlan> phases, TradingCalendar calendar, JobRepository repository) {
    this.phases = new LinkedHashMap<>(phases);
    this.calendar = calendar;
    this.repository = repository;
  }

  /** The work of a run in its order; none for a complete one. */
  public List<Planned> of(NextRun next) {
    if (next.complete()) {
      return List.of();
    }
    SessionRun run =
        SessionRun.planned(
            next.key().date(), RunScope.of(next.key().scope()), next.instanceId(), calendar);
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
