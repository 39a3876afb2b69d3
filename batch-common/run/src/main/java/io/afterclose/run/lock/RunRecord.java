package io.afterclose.run.lock;

import io.afterclose.run.name.RunKey;
import io.afterclose.run.outcome.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One start of a run by a process, as it is recorded.
 *
 * @param runId its fencing token: a later run of the same key has a greater one
 * @param source trigger
 * @param heartbeatAge how long ago it gave its last sign, by the database's clock
 * @param stopRequested a stop was requested
 * @param endedAt empty while it runs
 * @param outcome empty while it runs, and where its process died
 * @param executionId the job execution it led to; empty before there is one
 */
public record RunRecord(
    long runId,
    RunKey key,
    int revision,
    String source,
    RunOwner owner,
    State state,
    Instant startedAt,
    Duration heartbeatAge,
    boolean stopRequested,
    Optional<Instant> endedAt,
    Optional<RunOutcome> outcome,
    String message,
    OptionalLong executionId) {

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
        .formatted(owner, startedAt, heartbeatAge.toSeconds());
  }
}
