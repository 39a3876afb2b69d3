package io.afterclose.run.launch;

import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a run ended.
 *
 * @param exitCode what the process should end with
 * @param status the job's status in the repository
 * @param description what there is to say about it, empty when nothing
 * @param transientFailure whether it failed for a reason that passes by itself
 * @param execution its last execution, as the repository has it; empty when it began none
 */
public record RunResult(
    ExitCode exitCode,
    BatchStatus status,
    String description,
    boolean transientFailure,
    Optional<JobExecution> execution) {

  static RunResult of(JobExecution execution, ExitCode exitCode, String description) {
    return new RunResult(
        exitCode, execution.getStatus(), description, false, Optional.of(execution));
  }
}
