package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfoliorefresh.portfolio.Money;
import io.afterclose.portfoliorefresh.snapshot.Snapshot.Status;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The unrounded sums over a day's positions. */
record Totals(List<PositionValuation> positions) {
  private static final int RATIO_DECIMALS = 6;
  private static final int PERCENT_DIGITS = 22;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  BigDecimal value() {
    return longValue().add(shortValue());
  }

  BigDecimal longValue() {
    return sum(values().map(value -> value.max(BigDecimal.ZERO)));
  }

  BigDecimal shortValue() {
    return sum(values().map(value -> value.min(BigDecimal.ZERO)));
  }

  BigDecimal gross() {
    return longValue().subtract(shortValue());
  }

  BigDecimal cost() {
    return sum(costs(true));
  }

  BigDecimal pnl() {
    return value().subtract(cost());
  }

  /** Unrealised profit in per cent of the gross cost; 0 without cost. */
  BigDecimal pnlPercent() {
    BigDecimal grossCost = sum(costs(true).map(BigDecimal::abs));
    BigDecimal percent =
        ratio(pnl().multiply(HUNDRED), grossCost).orElse(BigDecimal.ZERO.setScale(RATIO_DECIMALS));
    return Money.requireDigits(percent, PERCENT_DIGITS, "a profit in per cent");
  }

  /**
   * The known share of the gross value, 0 to 1; where nothing has a worth, whether all is known.
   */
  BigDecimal coverage() {
    BigDecimal unknown = sum(costs(false).map(BigDecimal::abs));
    BigDecimal allOrNothing = status() == Status.COMPLETE ? BigDecimal.ONE : BigDecimal.ZERO;
    return ratio(gross(), gross().add(unknown)).orElse(allOrNothing.setScale(RATIO_DECIMALS));
  }

  Status status() {
    return count(PositionValuation.Status.UNPRICED) == 0 ? Status.COMPLETE : Status.PARTIAL;
  }

  int count(PositionValuation.Status status) {
    return (int) positions.stream().filter(position -> position.status() == status).count();
  }

  private Stream<BigDecimal> values() {
    return positions.stream().map(PositionValuation::value).flatMap(Optional::stream);
  }

  private Stream<BigDecimal> costs(boolean valued) {
    return positions.stream()
        .filter(position -> position.value().isPresent() == valued)
        .map(PositionValuation::cost);
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Optional<BigDecimal> ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_UP));
  }
}
