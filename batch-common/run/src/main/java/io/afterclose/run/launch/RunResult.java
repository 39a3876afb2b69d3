package io.afterclose.run.launch;

import org.springframework.batch.core.BatchStatus;

/**
 * How a run ended.
 *
 * @param exitCode what the process should end with
 * @param status the job's status in the repository
 * @param description what there is to say about it, empty when nothing
 */
public record RunResult(ExitCode exitCode, BatchStatus status, String description) {}
