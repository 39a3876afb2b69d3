package io.afterclose.symbolbatch.session;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.QueueCounts;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.telemetry.Metric;
import io.afterclose.run.telemetry.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * The metrics of a run: how many symbols it worked on (the most that one of its phases wrote), how
 * many of them any phase could not do, how long each phase took, and how the onboarding queue
 * stands. A phase that did not run in this execution, as after a restart, has no duration.
 */
public final class SymbolMetricsReport implements RunMetrics {

  private final List<String> phases;
  private final ItemFailureStore failures;
  private final OnboardingQueueStore queue;

  /**
   * @param phases the job's steps in their order, numbered from 1
   */
  public SymbolMetricsReport(
      List<String> phases, ItemFailureStore failures, OnboardingQueueStore queue) {
    this.phases = List.copyOf(phases);
    this.failures = failures;
    this.queue = queue;
  }

  @Override
  public List<Metric> of(JobExecution night) {
    long processed =
        night.getStepExecutions().stream().mapToLong(StepExecution::getWriteCount).max().orElse(0);
    List<Metric> figures = new ArrayList<>();
    figures.add(Metric.count("symbols_processed", processed));
    figures.add(Metric.count("symbols_failed", failures.items(night.getId())));
    night.getStepExecutions().stream().flatMap(this::duration).forEach(figures::add);
    QueueCounts onboarding = queue.counts();
    figures.add(Metric.count("onboarding.symbols_pending", onboarding.pending()));
    figures.add(Metric.count("onboarding.symbols_failed", onboarding.failed()));
    return figures;
  }

  private Stream<Metric> duration(StepExecution phase) {
    return Stream.of(phase)
        .filter(step -> step.getStartTime() != null && step.getEndTime() != null)
        .map(
            step ->
                Metric.seconds(
                    "phase_" + (phases.indexOf(step.getStepName()) + 1) + "_duration",
                    Objects.requireNonNull(step.getStartTime(), "start"),
                    Objects.requireNonNull(step.getEndTime(), "end")));
  }
}
