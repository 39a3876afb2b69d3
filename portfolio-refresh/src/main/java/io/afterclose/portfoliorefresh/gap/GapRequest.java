package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The request for a plan.
 *
 * @param target the session of the run; nothing later is planned
 * @param range the portfolios
 * @param sinceInception whether a portfolio's sessions are expected from its earliest entry on, and
 *     not only from its first snapshot
 * @param restatement whether current snapshots are to be made again too
 */
public record GapRequest(
    LocalDate target, KeyRange range, boolean sinceInception, Optional<Restatement> restatement) {

  /** The plan of a run. */
  public static GapRequest nightly(LocalDate target, KeyRange range) {
    return new GapRequest(target, range, false, Optional.empty());
  }

  /**
   * A wish for new revisions of snapshots that lack nothing.
   *
   * @param everyDate of all dates up to the target; else of the target
   * @param instance the job instance that is to make them, if it has begun already: what it made
   *     before it was interrupted is not made once more
   */
  public record Restatement(SnapshotReason reason, boolean everyDate, OptionalLong instance) {}
}
