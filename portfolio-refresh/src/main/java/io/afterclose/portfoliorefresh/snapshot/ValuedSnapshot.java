package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.util.List;

/**
 * A snapshot and what it sums.
 *
 * @param snapshot the row
 * @param positions the positions open on its date, valued, unrounded
 */
public record ValuedSnapshot(Snapshot snapshot, List<PositionValuation> positions) {
  /** Copies. */
  public ValuedSnapshot {
    positions = List.copyOf(positions);
  }
}
