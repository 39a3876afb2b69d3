package io.afterclose.portfoliorefresh.snapshot;

import static io.afterclose.portfolio.position.Money.toCents;

import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.SnapshotTotals.DayTrades;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the owner brought in and took out for lots that were opened and closed on one day. */
final class DayTradeFlows {
  private DayTradeFlows() {}

  /** Those of the days since the session before: what is dated at a weekend belongs to it. */
  static DayTrades of(
      LocalDate session, PortfolioHistory history, MarketData market, CashLedger ledger) {
    LocalDate previous = market.days().previous(session);
    Set<Long> lots =
        history.positions().stream()
            .filter(lot -> isWithin(lot.entryDate(), previous, session))
            .filter(lot -> lot.exitDate() != null && isWithin(lot.exitDate(), previous, session))
            .map(Position::id)
            .collect(Collectors.toUnmodifiableSet());
    if (lots.isEmpty()) {
      return DayTrades.NONE;
    }
    List<BigDecimal> flows =
        ledger.rows().stream()
            .filter(row -> row.positionId() != null && lots.contains(row.positionId()))
            .filter(row -> isWithin(row.date(), previous, session))
            .map(CashRow::externalFlow)
            .toList();
    return new DayTrades(
        toCents(sum(flows.stream().map(flow -> flow.max(BigDecimal.ZERO)).toList())),
        toCents(sum(flows.stream().map(flow -> flow.min(BigDecimal.ZERO)).toList()).negate()));
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean isWithin(LocalDate day, LocalDate after, LocalDate upTo) {
    return day.isAfter(after) && !day.isAfter(upTo);
  }
}
