package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.PortfolioHistory;
import java.time.LocalDate;
import java.util.List;

/**
 * A portfolio as the market changed its positions. What the positions became does not depend on the
 * session that is valued, so it is worked out once for all sessions. Not thread-safe.
 */
public final class HeldPortfolio {

  private final PortfolioHistory history;
  private final Holdings holdings;
  private final InKindValue inKind;
  private ImpliedRows implied = new ImpliedRows(List.of());
  private LocalDate impliedUpTo = LocalDate.MIN;

  private HeldPortfolio(PortfolioHistory history, Holdings holdings, InKindValue inKind) {
    this.history = history;
    this.holdings = holdings;
    this.inKind = inKind;
  }

  public static HeldPortfolio of(PortfolioHistory history, MarketData market) {
    return new HeldPortfolio(
        history, Holdings.of(history.positions(), market), new InKindValue(history, market));
  }

  /** As it is recorded. */
  public PortfolioHistory history() {
    return history;
  }

  /**
   * The lines of the positions open at the close of a session, valued, in the order of the history.
   */
  public List<PositionValuation> valueOpen(LocalDate session) {
    return PositionValuer.valueOpen(history, holdings, session);
  }

  /** The cash ledger up to and including a day, from data of that day or before. */
  public CashLedger ledger(LocalDate day) {
    return new LedgerBuilder(day, history, implied(day)).ledger();
  }

  /** How many lots were held at the close before a session that an implied amount was paid on. */
  public int unbookedDividends(LocalDate session) {
    return UnbookedDividends.count(holdings, session);
  }

  /** The cash rows that its positions imply up to and including a day, by date. */
  ImpliedRows implied(LocalDate day) {
    if (day.isAfter(impliedUpTo)) {
      implied = ImpliedRows.of(holdings, inKind, day);
      impliedUpTo = day;
    }
    return implied.upTo(day);
  }
}
