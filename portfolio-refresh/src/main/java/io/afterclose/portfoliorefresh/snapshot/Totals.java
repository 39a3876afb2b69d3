package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.portfoliorefresh.valuation.CarriedValue;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The unrounded sums over a day's positions. Each is made once, since several columns are of the
 * same sums.
 */
final class Totals {
  private static final int RATIO_DECIMALS = 6;
  private static final int PERCENT_DIGITS = 22;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final List<PositionValuation> positions;
  private final BigDecimal longValue;
  private final BigDecimal shortValue;
  private final BigDecimal cost;
  private final BigDecimal grossCost;
  private final BigDecimal unknownCost;
  private final BigDecimal carried;
  private final Map<PositionValuation.Status, Integer> counts =
      new EnumMap<>(PositionValuation.Status.class);

  Totals(List<PositionValuation> positions) {
    BigDecimal above = BigDecimal.ZERO;
    BigDecimal below = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal paidEitherWay = BigDecimal.ZERO;
    BigDecimal paidForUnpriced = BigDecimal.ZERO;
    BigDecimal worthLast = BigDecimal.ZERO;
    for (PositionValuation position : positions) {
      counts.merge(position.status(), 1, Integer::sum);
      BigDecimal itsCost = position.cost();
      BigDecimal value = position.marketValue();
      if (value != null) {
        above = above.add(value.max(BigDecimal.ZERO));
        below = below.add(value.min(BigDecimal.ZERO));
        paid = paid.add(itsCost);
        paidEitherWay = paidEitherWay.add(itsCost.abs());
      } else {
        paidForUnpriced = paidForUnpriced.add(itsCost.abs());
        worthLast = worthLast.add(carriedOf(position).amount());
      }
    }
    this.positions = List.copyOf(positions);
    this.longValue = above;
    this.shortValue = below;
    this.cost = paid;
    this.grossCost = paidEitherWay;
    this.unknownCost = paidForUnpriced;
    this.carried = worthLast;
  }

  private static CarriedValue carriedOf(PositionValuation unpriced) {
    return Objects.requireNonNull(unpriced.carried(), "carried value of an unpriced position");
  }

  /** Σ of what the unpriced positions were worth last. */
  BigDecimal carried() {
    return carried;
  }

  /** The unpriced positions that had a value at the session before, or were not held then. */
  int newlyUnpriced() {
    return count(PositionValuation.Status.UNPRICED) == 0
        ? 0
        : (int)
            positions.stream()
                .filter(position -> position.status() == PositionValuation.Status.UNPRICED)
                .filter(position -> carriedOf(position).isNew())
                .count();
  }

  BigDecimal value() {
    return longValue.add(shortValue);
  }

  BigDecimal longValue() {
    return longValue;
  }

  BigDecimal shortValue() {
    return shortValue;
  }

  BigDecimal gross() {
    return longValue.subtract(shortValue);
  }

  BigDecimal cost() {
    return cost;
  }

  BigDecimal pnl() {
    return value().subtract(cost);
  }

  /** Unrealised profit in per cent of the gross cost; 0 without cost. */
  BigDecimal pnlPercent() {
    BigDecimal percent =
        ratio(pnl().multiply(HUNDRED), grossCost).orElse(BigDecimal.ZERO.setScale(RATIO_DECIMALS));
    return Money.requireDigits(percent, PERCENT_DIGITS, "a profit in per cent");
  }

  /**
   * The known share of the gross value, 0 to 1; where nothing has a value, whether all is known.
   */
  BigDecimal coverage() {
    BigDecimal allOrNothing = status() == Status.COMPLETE ? BigDecimal.ONE : BigDecimal.ZERO;
    return ratio(gross(), gross().add(unknownCost)).orElse(allOrNothing.setScale(RATIO_DECIMALS));
  }

  Status status() {
    return count(PositionValuation.Status.UNPRICED) == 0 ? Status.COMPLETE : Status.PARTIAL;
  }

  /** How many positions there are. */
  int count() {
    return positions.size();
  }

  int count(PositionValuation.Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static Optional<BigDecimal> ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_UP));
  }
}
