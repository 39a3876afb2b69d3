package io.afterclose.run.lock;

import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One start of a run by a process, as it is recorded.
 *
 * @param runId its fencing token: a later run of the same key has a greater one
 */
public record RunRecord(
    long runId, RunKey key, Start start, State state, Activity activity, End end) {

  /**
   * How it began.
   *
   * @param source trigger
   * @param request what its process was started for; empty where nothing requested it
   */
  public record Start(
      int revision, String source, RunOwner owner, Instant at, Optional<UUID> request) {}

  /**
   * Its heartbeat.
   *
   * @param heartbeatAge time since the last heartbeat, by the database's clock
   */
  public record Activity(Duration heartbeatAge, boolean stopRequested) {}

  /**
   * How it ended.
   *
   * @param at empty while it runs
   * @param outcome empty while it runs, and where its process died
   * @param message empty while it runs
   * @param executionId the job execution it led to; empty before there is one
   */
  public record End(
      Optional<Instant> at,
      Optional<RunOutcome> outcome,
      String message,
      OptionalLong executionId) {

    /** Why a run was stopped that SIGTERM or SIGINT ended. */
    public static final String BY_A_SIGNAL = "stop requested by a signal";

    /**
     * Whether a signal stopped it. Its process then ended with 128 and the signal's number, 143 or
     * 130, which a process cannot tell apart before it ends.
     */
    public boolean bySignal() {
      return outcome.equals(Optional.of(RunOutcome.STOPPED)) && message.contains(BY_A_SIGNAL);
    }
  }

  /** How it stands. */
  public enum State {
    RUNNING,
    COMPLETED,
    STOPPED,
    FAILED,
    /** Its process died, or another took over. */
    ABANDONED
  }

  /** Its owner, start and heartbeat in one line. */
  public String describe() {
    return "%s, since %s, last heartbeat %d s ago"
        .formatted(start.owner(), start.at(), activity.heartbeatAge().toSeconds());
  }
}
