package io.afterclose.run.launch;

import org.springframework.batch.core.BatchStatus;

/**
 * How a run ended.
 *
 * @param exitCode what the process should end with
 * @param status the job's status in the repository
 * @param description what there is to say about it, empty when nothing
 * @param transientFailure whether it failed for a reason that passes by itself
 */
public record RunResult(
    ExitCode exitCode, BatchStatus status, String description, boolean transientFailure) {

  static RunResult of(ExitCode exitCode, BatchStatus status, String description) {
    return new RunResult(exitCode, status, description, false);
  }
}
