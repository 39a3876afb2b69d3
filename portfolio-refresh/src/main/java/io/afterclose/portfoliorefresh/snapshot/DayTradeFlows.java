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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the owner brought in and took out for lots that were opened and closed on one day. */
final class DayTradeFlows {
  private DayTradeFlows() {}

  /** Those of the days since the session before: what is dated at a weekend belongs to it. */
  static DayTrades of(
      LocalDate session, PortfolioHistory history, MarketData market, CashLedger ledger) {
    if (!anyClosed(history)) {
      return DayTrades.NONE;
    }
    LocalDate previous = market.days().previous(session);
    Set<Long> lots = new HashSet<>();
    for (Position lot : history.positions()) {
      LocalDate exit = lot.exitDate();
      if (exit != null
          && isWithin(exit, previous, session)
          && isWithin(lot.entryDate(), previous, session)) {
        lots.add(lot.id());
      }
    }
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

  private static boolean anyClosed(PortfolioHistory history) {
    for (Position lot : history.positions()) {
      if (lot.exit() != null) {
        return true;
      }
    }
    return false;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean isWithin(LocalDate day, LocalDate after, LocalDate upTo) {
    return day.isAfter(after) && !day.isAfter(upTo);
  }
}
