package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.PortfolioWork;
import io.afterclose.portfoliorefresh.refresh.WorkResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the snapshots of some portfolios and shows the newest value of each position on it: a few
 * queries for all of them, then arithmetic, then one bulk write. A snapshot whose inputs are the
 * same is not written again unless it is to be restated; where a change was logged, it is noted
 * that the snapshot was found current.
 */
public final class SnapshotWork implements PortfolioWork {

  private final SnapshotInputs inputs;
  private final SnapshotStore snapshots;
  private final LeftPositions left;

  SnapshotWork(SnapshotInputs inputs, SnapshotStore snapshots, LeftPositions left) {
    this.inputs = inputs;
    this.snapshots = snapshots;
    this.left = left;
  }

  @Override
  public WorkResult make(List<PortfolioDates> work, @Nullable Long jobExecutionId) {
    SnapshotInputs.Loaded loaded = inputs.load(work);
    Valuations valuations = Valuations.of(loaded);
    NewRevisions revisions =
        NewRevisions.among(
            valuations.snapshots(),
            work,
            snapshots.latest(valuations.portfolioIds(), loaded.dates()));
    snapshots.add(revisions.rows(), jobExecutionId);
    snapshots.foundCurrent(revisions.current(), jobExecutionId);
    left.correct(loaded, valuations);
    snapshots.updatePositionValues(loaded.portfolios(), valuations.positionValues());
    return new WorkResult(
        revisions.rows().size(), revisions.partial(), valuations.unpriced(), valuations.failed());
  }
}
