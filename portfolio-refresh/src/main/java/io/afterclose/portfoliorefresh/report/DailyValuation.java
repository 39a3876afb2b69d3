package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfoliorefresh.snapshot.SnapshotCalculator;
import io.afterclose.portfoliorefresh.valuation.CarriedValue;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A portfolio's day with all that its snapshot sums, unrounded.
 *
 * @param positions those open, valued
 * @param ledger its cash up to the day
 */
record DailyValuation(LocalDate date, List<PositionValuation> positions, CashLedger ledger) {

  static DailyValuation of(PortfolioHistory history, MarketData market, LocalDate date) {
    return new DailyValuation(
        date,
        SnapshotCalculator.calculate(history, market, date).positions(),
        CashLedger.upTo(date, history, market));
  }

  /** Σ signed market values, USD; of what has none what it was worth last. */
  BigDecimal worth() {
    return positions.stream()
        .flatMap(position -> Stream.concat(position.value().stream(), carried(position)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Stream<BigDecimal> carried(PositionValuation position) {
    return Stream.ofNullable(position.carried()).map(CarriedValue::amount);
  }

  /** Σ of what the ledger's rows of a kind earned since the beginning, USD; costs are below 0. */
  BigDecimal moved(Kind kind) {
    return ledger.rows().stream()
        .filter(row -> row.kind() == kind)
        .map(CashRow::earned)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whose closes price the positions. */
  Set<Symbol> symbols() {
    return positions.stream()
        .flatMap(position -> Stream.ofNullable(position.priceSymbol()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The session of the oldest price in use; the day itself where there is none. */
  LocalDate oldestPrice() {
    return positions.stream()
        .map(PositionValuation::priceDate)
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .filter(date::isAfter)
        .orElse(date);
  }
}
