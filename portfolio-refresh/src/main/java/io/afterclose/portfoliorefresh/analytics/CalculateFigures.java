package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfoliorefresh.refresh.PortfolioPhases;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The step after the snapshots: the figures that are due. */
@Configuration(proxyBeanMethods = false)
public class CalculateFigures {

  /** About 22,000 rows: of 500 sessions two threads did not fit into a heap of 256 MB. */
  private static final int SETS_PER_TRANSACTION = 150;

  @Bean
  Step analytics(
      PortfolioPhases phases,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock,
      AnalyticsSettings settings) {
    AnalyticsComponents components = new AnalyticsComponents(dataSource, calendar, clock, settings);
    AnalyticsPlan plan = components.plan();
    return phases.step("analytics", "figures", plan, components.work(plan), SETS_PER_TRANSACTION);
  }
}
