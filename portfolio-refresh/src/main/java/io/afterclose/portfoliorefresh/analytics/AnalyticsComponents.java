package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.RiskFreeRateStore;
import io.afterclose.portfolio.scenario.StressScenarios;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the parts of the analytics step are put together on a database. */
final class AnalyticsComponents {

  private final DataSource dataSource;
  private final TradingCalendar calendar;
  private final Clock clock;
  private final AnalyticsSettings settings;
  private final SnapshotComponents snapshots;
  private final FigureDueStore due;

  AnalyticsComponents(
      DataSource dataSource, TradingCalendar calendar, Clock clock, AnalyticsSettings settings) {
    this.dataSource = dataSource;
    this.calendar = calendar;
    this.clock = clock;
    this.settings = settings;
    this.snapshots = new SnapshotComponents(dataSource, calendar, clock);
    this.due = new FigureDueStore(dataSource);
  }

  AnalyticsPlan plan() {
    return new AnalyticsPlan(
        settings.calculated(),
        due,
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        snapshots.repeatableRead());
  }

  /**
   * The work of a plan.
   *
   * @param plan whose state tells which changes are in it
   */
  AnalyticsWork work(AnalyticsPlan plan) {
    RiskFreeRates rates =
        new RiskFreeRates(new RiskFreeRateStore(dataSource, clock), settings.riskFreeRate());
    return new AnalyticsWork(
        snapshots.inputs(),
        new DailyPerformanceStore(dataSource),
        markets(),
        new FigureStore(dataSource, clock),
        due,
        plan,
        calendar,
        StressScenarios.load(),
        rates::on);
  }

  private DayMarketLoader markets() {
    CorporateActionStore actions = new CorporateActionStore(dataSource, clock);
    return new DayMarketLoader(
        calendar,
        new ReturnsLoader(new ClosePanelStore(dataSource), actions),
        new ReturnsLoader(new ClosePanelStore(dataSource), actions),
        new ExposureStore(dataSource),
        new SymbolProfileStore(dataSource),
        new PriceStore(dataSource, clock));
  }
}
