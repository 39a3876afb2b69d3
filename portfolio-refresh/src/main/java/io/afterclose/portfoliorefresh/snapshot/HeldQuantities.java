package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.PositionValuer;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much of each lot a portfolio holds, in the units of a day. */
public final class HeldQuantities {

  private final TradingCalendar calendar;
  private final MarketDataLoader market;

  HeldQuantities(TradingCalendar calendar, MarketDataLoader market) {
    this.calendar = calendar;
    this.market = market;
  }

  /**
   * The quantities of the lots that are held on a day, by key: shares through the splits, renames
   * and mergers up to it and without what was spun off, all else as recorded.
   *
   * @param day within the calendar; on one without a session the splits up to the last one count
   */
  public Map<Long, BigDecimal> on(LocalDate day, PortfolioHistory history) {
    Map<Long, BigDecimal> quantities = new TreeMap<>();
    history.positions().stream()
        .filter(lot -> lot.openOn(day))
        .forEach(lot -> quantities.put(lot.id(), lot.quantity()));
    LocalDate session = calendar.lastSessions(1, day).get(0);
    List<Position> shares =
        history.positions().stream()
            .filter(lot -> lot.investmentClass() == InvestmentClass.PUBLIC)
            .filter(lot -> lot.openOn(day) && lot.openOn(session))
            .toList();
    if (!shares.isEmpty()) {
      PortfolioHistory held =
          new PortfolioHistory(history.portfolio(), shares, List.of(), List.of());
      MarketData loaded = market.load(List.of(held), List.of(session));
      shares.forEach(lot -> quantities.remove(lot.id()));
      PositionValuer.valueOpen(held, loaded, session).stream()
          .filter(valued -> !valued.spunOff())
          .forEach(valued -> quantities.put(valued.position().id(), valued.quantity()));
    }
    return quantities;
  }
}
