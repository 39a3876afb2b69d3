package io.afterclose.portfoliorefresh.snapshot;

import static io.afterclose.portfolio.position.Money.toCents;

import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Cash;
import io.afterclose.portfolio.snapshot.SnapshotTotals.DayTrades;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Exposure;
import io.afterclose.portfolio.snapshot.SnapshotTotals.PositionCounts;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Unpriced;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Worth;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.CashState;
import io.afterclose.portfoliorefresh.valuation.HeldPortfolio;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Makes a snapshot; the same inputs give the same row, whenever and in whatever order. */
public final class SnapshotCalculator {

  private final PortfolioHistory history;
  private final MarketData market;
  private final HeldPortfolio held;
  private final Fingerprint fingerprint = new Fingerprint();
  private HeldPortfolio undivided;

  private SnapshotCalculator(PortfolioHistory history, MarketData market) {
    this.history = history;
    this.market = market;
    this.held = HeldPortfolio.of(history, market);
    this.undivided = held;
  }

  /** The portfolio at the close of one session. */
  public static ValuedSnapshot calculate(
      PortfolioHistory history, MarketData market, LocalDate session) {
    return new SnapshotCalculator(history, market).at(session);
  }

  /** The same of several sessions, in their order. */
  static List<ValuedSnapshot> calculate(
      PortfolioHistory history, MarketData market, List<LocalDate> sessions) {
    SnapshotCalculator calculator = new SnapshotCalculator(history, market);
    List<ValuedSnapshot> valued = new ArrayList<>(sessions.size());
    for (LocalDate session : sessions) {
      valued.add(calculator.at(session));
    }
    return valued;
  }

  /**
   * The portfolio at the close of a session. Nothing dated later is read, except splits between the
   * session and the day as of which a quantity is recorded. A lot that was divided later is the one
   * position that it was, so that its division changes no earlier snapshot.
   */
  private ValuedSnapshot at(LocalDate session) {
    HeldPortfolio whole = undividedOn(session);
    List<PositionValuation> positions = whole.valueOpen(session);
    CashLedger ledger = whole.ledger(session);
    int unbooked = whole.unbookedDividends(session);
    DayTrades dayTrades = DayTradeFlows.of(session, whole.history(), market, ledger);
    Snapshot snapshot =
        new Snapshot(
            history.portfolio().id(),
            session,
            totals(new Totals(positions), ledger, dayTrades, unbooked),
            fingerprint.of(session, positions, ledger.rows(), dayTrades, unbooked));
    return new ValuedSnapshot(
        snapshot, whole == held ? positions : held.valueOpen(session), ledger.unmatched());
  }

  private HeldPortfolio undividedOn(LocalDate session) {
    PortfolioHistory whole = history.undividedOn(session);
    if (whole.equals(history)) {
      return held;
    }
    if (!whole.equals(undivided.history())) {
      undivided = HeldPortfolio.of(whole, market);
    }
    return undivided;
  }

  private static SnapshotTotals totals(
      Totals totals, CashLedger ledger, DayTrades dayTrades, int unbookedDividends) {
    CashState cash = ledger.state();
    return new SnapshotTotals(
        ledger.unmatched().isEmpty() ? totals.status() : SnapshotTotals.Status.PARTIAL,
        new Worth(
            toCents(totals.value()),
            toCents(totals.cost()),
            toCents(totals.pnl()),
            totals.pnlPercent()),
        new Cash(
            toCents(cash.cash()),
            toCents(cash.total().add(totals.value())),
            toCents(cash.cumulativeExternalFlows())),
        new Exposure(
            toCents(totals.longValue()),
            toCents(totals.shortValue()),
            toCents(totals.gross()),
            toCents(totals.value())),
        new PositionCounts(
            totals.count(),
            totals.count(Status.PRICED),
            totals.count(Status.STALE),
            totals.count(Status.ESTIMATED),
            totals.count(Status.UNPRICED)),
        totals.coverage(),
        unbookedDividends,
        new Unpriced(toCents(totals.carried()), totals.newlyUnpriced()),
        dayTrades);
  }
}
