package io.afterclose.portfoliorefresh;

import io.afterclose.run.telemetry.Figure;
import io.afterclose.run.telemetry.RunFigures;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;

/**
 * The figures of a refresh, as its report left them in the job repository; all 0 when it did not
 * get past the gate.
 */
final class RefreshFigures implements RunFigures {

  @Override
  public List<Figure> of(JobExecution refresh) {
    return List.of(
        Figure.count("portfolios_processed", sum(refresh, RefreshReport.PROCESSED)),
        Figure.count("portfolios_failed", sum(refresh, RefreshReport.FAILED)),
        Figure.count("snapshots_created", sum(refresh, RefreshReport.SNAPSHOTS)),
        Figure.count("days_backfilled", sum(refresh, RefreshReport.BACKFILLED)));
  }

  /** Over the steps; only the one that the report belongs to has such a count. */
  private static long sum(JobExecution refresh, String count) {
    return refresh.getStepExecutions().stream()
        .mapToLong(step -> step.getExecutionContext().getInt(count, 0))
        .sum();
  }
}
