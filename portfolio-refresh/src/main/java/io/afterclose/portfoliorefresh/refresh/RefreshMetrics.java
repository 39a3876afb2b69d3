package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.run.telemetry.Metric;
import io.afterclose.run.telemetry.RunMetrics;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;

/**
 * The figures of a refresh, as its report left them in the job repository; all 0 when it did not
 * get past the gate.
 */
public final class RefreshMetrics implements RunMetrics {

  private static final String SNAPSHOTS = "snapshots";
  private static final String FIGURES = "figures";

  @Override
  public List<Metric> of(JobExecution refresh) {
    return List.of(
        Metric.count("portfolios_processed", sum(refresh, SNAPSHOTS, PhaseCounts.PROCESSED)),
        Metric.count("portfolios_failed", sum(refresh, SNAPSHOTS, PhaseCounts.FAILED)),
        Metric.count("snapshots_created", sum(refresh, SNAPSHOTS, PhaseCounts.created(SNAPSHOTS))),
        Metric.count("days_backfilled", sum(refresh, SNAPSHOTS, PhaseCounts.BACKFILLED)),
        Metric.count("figures_created", sum(refresh, FIGURES, PhaseCounts.created(FIGURES))),
        Metric.count("figures_portfolios_failed", sum(refresh, FIGURES, PhaseCounts.FAILED)));
  }

  /** Over the steps that make one thing: their report is the one that has a count of it. */
  private static long sum(JobExecution refresh, String made, String count) {
    return refresh.getStepExecutions().stream()
        .filter(step -> step.getExecutionContext().containsKey(PhaseCounts.created(made)))
        .mapToLong(step -> step.getExecutionContext().getInt(count, 0))
        .sum();
  }
}
