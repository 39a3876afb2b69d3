package io.afterclose.run.history;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * A phase of an execution, its partitions counted together.
 *
 * @param startTime UTC; null when it never began
 * @param endTime UTC; null while it is open
 * @param read items read so far
 * @param filtered items that needed nothing
 * @param written items written so far
 * @param exitMessage what it said at its end, empty when nothing
 */
public record StepRecord(
    String name,
    BatchStatus status,
    @Nullable LocalDateTime startTime,
    @Nullable LocalDateTime endTime,
    long read,
    long filtered,
    long written,
    String exitMessage) {

  /** Seconds from begin to end; null while either is missing. */
  public @Nullable Double seconds() {
    return startTime == null || endTime == null
        ? null
        : Duration.between(startTime, endTime).toMillis() / 1000.0;
  }
}
