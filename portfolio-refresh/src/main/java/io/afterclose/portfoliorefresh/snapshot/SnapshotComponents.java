package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.ChangeStore;
import io.afterclose.portfoliorefresh.gap.CoverageStore;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapStore;
import io.afterclose.portfoliorefresh.gap.MarkStore;
import io.afterclose.portfoliorefresh.valuation.ImpliedRows;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.MarketSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How the features are put together on a database; the same for the job and for the commands. */
public final class SnapshotComponents {

  private final DataSource dataSource;
  private final TradingCalendar calendar;
  private final Clock clock;

  public SnapshotComponents(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    this.dataSource = dataSource;
    this.calendar = calendar;
    this.clock = clock;
  }

  public PortfolioStore portfolios() {
    return new PortfolioStore(dataSource, clock);
  }

  public GapPlanner planner() {
    return new GapPlanner(
        calendar,
        new GapStore(dataSource),
        new CoverageStore(dataSource),
        new ChangeStore(dataSource),
        new MarkStore(dataSource),
        new CashSessions(portfolios(), market()),
        repeatableRead());
  }

  /** A transaction that sees the state of the database at its first statement. */
  public TransactionTemplate repeatableRead() {
    TransactionTemplate repeatableRead =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    repeatableRead.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return repeatableRead;
  }

  /** What the values of portfolios are made of. */
  public SnapshotInputs inputs() {
    return new SnapshotInputs(portfolios(), market());
  }

  public SnapshotWork work() {
    SnapshotStore snapshots = new SnapshotStore(dataSource, clock);
    return new SnapshotWork(inputs(), snapshots, new LeftPositions(snapshots, calendar, market()));
  }

  /** What is held of the open lots of a portfolio. */
  public HeldLots heldLots() {
    return new HeldLots(calendar, market());
  }

  /**
   * The cash rows that a portfolio's positions imply.
   *
   * @param day within the calendar; on one without a session up to the last one before it
   */
  public ImpliedRows impliedRows(PortfolioHistory history, LocalDate day) {
    LocalDate session = calendar.lastSessions(1, day).get(0);
    return ImpliedRows.upTo(session, history, market().load(List.of(history), List.of(session)));
  }

  private MarketDataLoader market() {
    return new MarketDataLoader(
        calendar,
        MarketSource.now(
            new PriceStore(dataSource, clock),
            new CorporateActionStore(dataSource, clock),
            new OptionRootStore(dataSource)));
  }
}
