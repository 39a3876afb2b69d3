package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.PortfolioHistory;
import java.time.LocalDate;
import java.util.List;

/**
 * A portfolio's cash ledger up to and including a day: its explicit rows, and the rows that
 * positions imply, each until the day of the explicit one that replaces it.
 *
 * <p>Before cash is tracked each row is balanced by an external flow of its amount and date. Within
 * a day a BALANCE comes last; what it changes is an external flow, but for implied rows that are
 * paid later: they stay in the net asset value as receivable. So a change in net asset value less
 * the flows is price change, dividends, interest, taxes and fees only, whatever was recorded and
 * when.
 *
 * @param rows those that count, by date, a BALANCE last
 * @param unmatched explicit rows that name an implied row that there is not; they count as they are
 */
public record CashLedger(List<CashRow> rows, List<CashMovement> unmatched) {

  public CashLedger {
    rows = List.copyOf(rows);
    unmatched = List.copyOf(unmatched);
  }

  /**
   * The ledger up to and including a day, from data of that day or before. Of a row that is paid
   * later it is read that it is: what it replaces is of the day or before.
   */
  public static CashLedger upTo(LocalDate day, PortfolioHistory history, MarketData market) {
    return HeldPortfolio.of(history, market).ledger(day);
  }

  /** Cash and external flows at the end of the day. */
  public CashState state() {
    CashState state = CashState.NOTHING;
    for (CashRow row : rows) {
      state = row.after(state);
    }
    return state;
  }
}
