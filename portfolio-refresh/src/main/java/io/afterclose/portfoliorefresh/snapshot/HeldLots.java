package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.PositionValuer;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How much of each lot a portfolio holds, in the units of a day. */
public final class HeldLots {

  private final TradingCalendar calendar;
  private final MarketDataLoader market;

  HeldLots(TradingCalendar calendar, MarketDataLoader market) {
    this.calendar = calendar;
    this.market = market;
  }

  /**
   * What is held on a day: shares through the splits, renames and mergers up to it, what was spun
   * off of them beside them, all else as recorded.
   *
   * @param day within the calendar; on one without a session the actions up to the last one count
   */
  public List<HeldLot> on(LocalDate day, PortfolioHistory history) {
    LocalDate session = calendar.lastSessions(1, day).get(0);
    List<Position> open = history.positions().stream().filter(lot -> lot.openOn(day)).toList();
    List<Position> stated =
        open.stream()
            .filter(
                lot ->
                    lot.investmentClass() != InvestmentClass.PUBLIC
                        || lot.entryDate().isAfter(session))
            .toList();
    List<HeldLot> held = new ArrayList<>();
    stated.forEach(
        lot -> held.add(new HeldLot(lot, lot.symbol(), false, lot.quantity(), lot.signedCost())));
    if (stated.size() < history.positions().size()) {
      MarketData loaded = market.load(List.of(history), List.of(session));
      PositionValuer.valueOpen(history, loaded, session).stream()
          .filter(line -> line.position().investmentClass() == InvestmentClass.PUBLIC)
          .filter(line -> line.spunOff() || line.position().openOn(day))
          .map(
              line ->
                  new HeldLot(
                      line.position(), line.symbol(), line.spunOff(), line.quantity(), line.cost()))
          .forEach(held::add);
    }
    return held;
  }
}
