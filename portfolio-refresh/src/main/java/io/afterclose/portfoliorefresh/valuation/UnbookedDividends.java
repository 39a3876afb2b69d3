package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;

/**
 * Dividends of a session that are known by adjusted closes only. An implied amount is never cash,
 * so the value lacks what was paid; how many lots it was paid on is told with the snapshot.
 */
public final class UnbookedDividends {
  private UnbookedDividends() {}

  /** How many lots were held at the close before a session that an implied amount was paid on. */
  public static int count(PortfolioHistory history, MarketData market, LocalDate session) {
    return (int)
        history.positions().stream()
            .filter(position -> isPaid(position, history, market, session))
            .count();
  }

  private static boolean isPaid(
      Position position, PortfolioHistory history, MarketData market, LocalDate session) {
    PositionInputs<Symbol> inputs =
        Holding.inputs(position, history.positions(), market, ReplacedRows.NONE);
    return inputs.symbols().stream()
        .flatMap(market::facts)
        .anyMatch(action -> inputs.isUnbooked(action, session));
  }
}
