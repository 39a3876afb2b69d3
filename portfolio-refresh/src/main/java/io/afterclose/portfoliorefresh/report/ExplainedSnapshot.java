package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot and what it was made of. Money in USD.
 *
 * @param date its session
 * @param positions the open ones by id; empty also where the inputs cannot be read back
 * @param cash null where the inputs cannot be read back
 * @param revisions all of the date, the oldest first; at least one
 */
record ExplainedSnapshot(
    LocalDate date,
    List<ExplainedPosition> positions,
    @Nullable CashChange cash,
    DailyProfit profit,
    List<Revision> revisions) {

  /** The numbers of the latest revision. */
  SnapshotTotals totals() {
    return revisions.get(revisions.size() - 1).totals();
  }
}
