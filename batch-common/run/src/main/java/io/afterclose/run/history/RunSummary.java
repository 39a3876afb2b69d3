package io.afterclose.run.history;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/** One execution of a job as the job repository has it. */
public record RunSummary(Target target, Trigger trigger, Execution execution, Items items) {

  /**
   * What identifies the run.
   *
   * @param job the job's name
   * @param date the session it was for
   * @param scope what it covered, "all" for an unscoped run
   * @param revision 1, or more for a later revision of the date
   */
  public record Target(String job, LocalDate date, String scope, int revision) {}

  /**
   * What started it.
   *
   * @param reason why a complete date was repeated, empty where it was not
   */
  public record Trigger(String source, String reason) {}

  /**
   * How it went.
   *
   * @param id the execution's key in the job repository
   * @param instanceId the key of its job instance, shared by its restarts
   * @param exitMessage empty when there is none
   * @param start UTC; null when it never began
   * @param end UTC; null while it is open
   */
  public record Execution(
      long id,
      long instanceId,
      BatchStatus status,
      String exitMessage,
      @Nullable LocalDateTime start,
      @Nullable LocalDateTime end) {

    public boolean completed() {
      return status == BatchStatus.COMPLETED;
    }

    /** Whether it is not closed, be it active or orphaned. */
    public boolean open() {
      return end == null || status.isRunning() || status == BatchStatus.UNKNOWN;
    }

    /** Seconds from begin to end; null while either is missing. */
    public @Nullable Double seconds() {
      return start == null || end == null ? null : Duration.between(start, end).toMillis() / 1000.0;
    }
  }

  /**
   * Its counts.
   *
   * @param written rows or items written by its steps
   * @param failed items that could not be done
   */
  public record Items(long written, long failed) {}
}
