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

  @Override
  public List<Metric> of(JobExecution refresh) {
    return List.of(
        Metric.count("portfolios_processed", sum(refresh, PhaseCounts.PROCESSED)),
        Metric.count("portfolios_failed", sum(refresh, PhaseCounts.FAILED)),
        Metric.count("snapshots_created", sum(refresh, PhaseCounts.created("snapshots"))),
        Metric.count("days_backfilled", sum(refresh, PhaseCounts.BACKFILLED)));
  }

  /** Over the steps; only the one that the report belongs to has such a count. */
  private static long sum(JobExecution refresh, String count) {
    return refresh.getStepExecutions().stream()
        .mapToLong(step -> step.getExecutionContext().getInt(count, 0))
        .sum();
  }
}
