package io.afterclose.run.history;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * One execution of a job as the job repository has it.
 *
 * @param job the job's name
 * @param targetDate the session it was for
 * @param scope what it covered, "all" for an unscoped run
 * @param revision 1, or more for a later revision of the date
 * @param executionId the execution's key in the job repository
 * @param instanceId the key of its job instance, shared by its restarts
 * @param status its status
 * @param exitMessage what it said at its end, empty when nothing
 * @param startTime UTC; null when it never began
 * @param endTime UTC; null while it is open
 * @param items rows or items written by its steps
 * @param source trigger
 * @param failed items that could not be done
 * @param reason why a complete date was done again, empty where it was not
 */
public record RunSummary(
    String job,
    LocalDate targetDate,
    String scope,
    int revision,
    long executionId,
    long instanceId,
    BatchStatus status,
    String exitMessage,
    @Nullable LocalDateTime startTime,
    @Nullable LocalDateTime endTime,
    long items,
    String source,
    long failed,
    String reason) {

  public boolean completed() {
    return status == BatchStatus.COMPLETED;
  }

  /** Whether it is not closed, be it active or orphaned. */
  public boolean open() {
    return endTime == null || status.isRunning() || status == BatchStatus.UNKNOWN;
  }

  /** Seconds from begin to end; null while either is missing. */
  public @Nullable Double seconds() {
    return startTime == null || endTime == null
        ? null
        : Duration.between(startTime, endTime).toMillis() / 1000.0;
  }
}
