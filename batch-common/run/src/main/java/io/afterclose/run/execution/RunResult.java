package io.afterclose.run.execution;

import io.afterclose.run.outcome.RunOutcome;
import java.util.Optional;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a run ended.
 *
 * @param description what there is to say about it, empty when nothing
 * @param retryable whether the failure is of a kind that passes by itself, so that the same process
 *     tries again
 * @param execution its last execution, as the repository has it; empty when it began none
 */
public record RunResult(
    RunOutcome outcome, String description, boolean retryable, Optional<JobExecution> execution) {

  static RunResult of(JobExecution execution, RunOutcome outcome, String description) {
    return new RunResult(outcome, description, false, Optional.of(execution));
  }
}
