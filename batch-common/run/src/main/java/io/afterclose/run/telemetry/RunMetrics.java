package io.afterclose.run.telemetry;

import java.util.List;
import org.springframework.batch.core.job.JobExecution;

/** What a job counts besides its duration. */
@FunctionalInterface
public interface RunMetrics {

  /**
   * Reads the figures off what is recorded of an execution; nothing is counted for their sake. What
   * an execution did not get to is 0, or left out where 0 would be a claim.
   */
  List<Metric> of(JobExecution execution);
}
