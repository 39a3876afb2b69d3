package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.RecordedRows;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.ChangeStore;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapStore;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.MarketSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        new ChangeStore(dataSource),
        this::hasCash,
        repeatableRead());
  }

  /** A transaction that sees the state of the database at its first statement. */
  public TransactionTemplate repeatableRead() {
    TransactionTemplate repeatableRead =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    repeatableRead.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return repeatableRead;
  }

  public SnapshotWork work() {
    return new SnapshotWork(
        new SnapshotInputs(portfolios(), market()), new SnapshotStore(dataSource, clock));
  }

  private MarketDataLoader market() {
    return new MarketDataLoader(
        calendar,
        MarketSource.now(
            new PriceStore(dataSource, clock),
            new CorporateActionStore(dataSource, clock),
            new OptionRootStore(dataSource)));
  }

  /** Where rows are wrong it is not known; true lets the run try, fail and record why. */
  private boolean hasCash(Portfolio portfolio, LocalDate date) {
    Map<Long, RecordedRows> recorded = portfolios().recorded(List.of(portfolio));
    PortfolioHistory history;
    try {
      history = Objects.requireNonNull(recorded.get(portfolio.id()), "recorded rows").of(portfolio);
    } catch (InvalidPortfolioException invalid) {
      return true;
    }
    return CashLedger.upTo(date, history, market().load(List.of(history), List.of(date)))
            .state()
            .cash()
            .signum()
        != 0;
  }
}
