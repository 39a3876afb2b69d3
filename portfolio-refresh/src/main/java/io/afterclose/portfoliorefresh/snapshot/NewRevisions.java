package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfolio.snapshot.SnapshotReason.Kind;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots differ from their latest revision.
 *
 * @param rows to be added
 * @param current those that a logged change did not make different
 */
record NewRevisions(List<SnapshotStore.Row> rows, List<SnapshotStore.Key> current) {

  /**
   * Compares.
   *
   * @param work with the reason of each snapshot
   * @param latest the latest revisions, as far as there are any
   */
  static NewRevisions among(
      List<Snapshot> snapshots,
      List<PortfolioDates> work,
      Map<SnapshotStore.Key, SnapshotStore.Latest> latest) {
    Map<SnapshotStore.Key, SnapshotReason> reasons = reasons(work);
    List<SnapshotStore.Row> rows = new ArrayList<>();
    List<SnapshotStore.Key> current = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      SnapshotStore.Key key = SnapshotStore.Key.of(snapshot);
      SnapshotReason reason = Objects.requireNonNull(reasons.get(key), "reason");
      if (reason.kind() == Kind.RESTATED || changed(snapshot, latest.get(key))) {
        rows.add(row(snapshot, latest.get(key), reason));
      } else if (reason.kind() == Kind.CHANGED) {
        current.add(key);
      }
    }
    return new NewRevisions(rows, current);
  }

  /** How many of the rows lack the price of a position. */
  int partial() {
    return (int)
        rows.stream()
            .filter(row -> row.snapshot().totals().status() == SnapshotTotals.Status.PARTIAL)
            .count();
  }

  private static Map<SnapshotStore.Key, SnapshotReason> reasons(List<PortfolioDates> work) {
    Map<SnapshotStore.Key, SnapshotReason> reasons = new HashMap<>();
    for (PortfolioDates dates : work) {
      long portfolio = dates.portfolio().id();
      dates
          .due()
          .forEach(due -> reasons.put(new SnapshotStore.Key(portfolio, due.date()), due.reason()));
    }
    return reasons;
  }

  private static boolean changed(Snapshot snapshot, SnapshotStore.@Nullable Latest latest) {
    return latest == null || !latest.fingerprint().equals(snapshot.fingerprint());
  }

  private static SnapshotStore.Row row(
      Snapshot snapshot, SnapshotStore.@Nullable Latest latest, SnapshotReason reason) {
    return new SnapshotStore.Row(
        snapshot, latest == null ? 1 : latest.revision() + 1, reason.text());
  }
}
