package io.afterclose.report;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.Revision;
import java.util.List;

/** Where a report finds what a snapshot is made of. */
public interface SnapshotDetails {

  /**
   * That of a snapshot.
   *
   * @param day of its session
   * @param revisions all of that session, the oldest first; at least one
   */
  SnapshotDetail of(Portfolio portfolio, DailyPerformance day, List<Revision> revisions);
}
