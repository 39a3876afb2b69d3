package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each position of a portfolio shows: its value of the newest session on which it is held. */
final class NewestValues {

  private final Map<Long, PositionValue> byPosition = new HashMap<>();

  NewestValues(List<ValuedSnapshot> valued) {
    List<ValuedSnapshot> newestFirst = new ArrayList<>(valued);
    newestFirst.sort(
        Comparator.comparing((ValuedSnapshot one) -> one.snapshot().date()).reversed());
    newestFirst.forEach(one -> add(one.snapshot().date(), one.positions()));
  }

  Map<Long, PositionValue> byPosition() {
    return byPosition;
  }

  /** The lines of a position follow each other. */
  private void add(LocalDate date, List<PositionValuation> lines) {
    int from = 0;
    while (from < lines.size()) {
      long position = lines.get(from).position().id();
      int to = from + 1;
      while (to < lines.size() && lines.get(to).position().id() == position) {
        to++;
      }
      if (!byPosition.containsKey(position)) {
        byPosition.put(position, value(date, lines.subList(from, to)));
      }
      from = to;
    }
  }

  /**
   * What a position shows of a day: the price of the share that it states or has become, and the
   * value of that and of what was spun off of it; no value where that of one is unknown.
   *
   * @param lines of one position, its own first if it is held
   */
  static Optional<PositionValue> of(LocalDate date, List<PositionValuation> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(value(date, lines));
  }

  private static PositionValue value(LocalDate date, List<PositionValuation> lines) {
    PositionValuation first = lines.get(0);
    return new PositionValue(
        first.position().id(),
        date,
        first.price(),
        first.priceDate(),
        sum(lines, PositionValuation::value),
        sum(lines, PositionValuation::unrealizedPnl));
  }

  private static @Nullable BigDecimal sum(
      List<PositionValuation> lines, Function<PositionValuation, Optional<BigDecimal>> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (PositionValuation line : lines) {
      Optional<BigDecimal> known = amount.apply(line);
      if (known.isEmpty()) {
        return null;
      }
      sum = sum.add(known.get());
    }
    return Money.toCents(sum);
  }
}
