package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.util.List;

/**
 * A snapshot and what it sums.
 *
 * @param snapshot the row
 * @param positions the positions open on its date, valued, unrounded
 * @param unmatched explicit cash rows that name an implied row that there is not
 */
public record ValuedSnapshot(
    Snapshot snapshot, List<PositionValuation> positions, List<CashMovement> unmatched) {
  private static final int PRICE_DIGITS = 18;

  /** Copies, and checks that each position can be shown, as the snapshot's own amounts can. */
  public ValuedSnapshot {
    positions = List.copyOf(positions);
    unmatched = List.copyOf(unmatched);
    positions.forEach(ValuedSnapshot::requireShowable);
  }

  private static void requireShowable(PositionValuation valued) {
    if (valued.marketValue() != null) {
      Money.requireCents(valued.marketValue());
      Money.requireCents(valued.marketValue().subtract(valued.cost()));
    }
    if (valued.price() != null) {
      Money.requireDigits(valued.price(), PRICE_DIGITS, "a price of " + valued.position().symbol());
    }
  }
}
