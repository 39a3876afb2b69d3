package io.afterclose.run.launch;

import java.util.OptionalLong;
import org.springframework.batch.core.BatchStatus;

/**
 * How a run ended.
 *
 * @param exitCode what the process should end with
 * @param status the job's status in the repository
 * @param description what there is to say about it, empty when nothing
 * @param transientFailure whether it failed for a reason that passes by itself
 * @param executionId of the job repository; empty when nothing was started
 */
public record RunResult(
    ExitCode exitCode,
    BatchStatus status,
    String description,
    boolean transientFailure,
    OptionalLong executionId) {}
