package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfoliorefresh.exposure.PlannedWork;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.run.launch.Pause;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.run.progress.ProgressDisplay;
import io.afterclose.run.report.Alerts;
import io.afterclose.run.report.ItemFailureStore;
import io.afterclose.run.telemetry.RunFigures;
import java.time.Clock;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The stores and common parts that the steps are built from. */
@Configuration(proxyBeanMethods = false)
class PortfolioRefreshParts {

  @Bean
  Composition composition(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    return new Composition(dataSource, calendar, clock);
  }

  @Bean
  PortfolioStore portfolioStore(Composition composition) {
    return composition.portfolios();
  }

  @Bean
  GapPlanner gapPlanner(Composition composition) {
    return composition.planner();
  }

  @Bean
  PlannedWork plannedWork(GapPlanner planner, RefreshScope scope) {
    return target ->
        planner.plan(scope.request(target, scope.range(), OptionalLong.empty())).work();
  }

  @Bean
  SnapshotAttempts snapshotAttempts(
      Composition composition,
      ItemFailureStore failures,
      PlatformTransactionManager transactions,
      Retries retries,
      Pause pause,
      Fence fence) {
    return new SnapshotAttempts(
        composition.maker(),
        composition.snapshots(),
        failures,
        transactions,
        retries,
        pause,
        fence);
  }

  @Bean
  ItemFailureStore itemFailureStore(DataSource dataSource, Clock clock) {
    return new ItemFailureStore(dataSource, clock);
  }

  @Bean
  Pause pause() {
    return Pause.sleeping();
  }

  @Bean
  RefreshReport refreshReport(Alerts alerts) {
    return new RefreshReport(alerts);
  }

  @Bean
  RunFigures refreshFigures() {
    return new RefreshFigures();
  }

  @Bean
  PhaseProgress phaseProgress(Clock clock) {
    return new PhaseProgress(PortfolioRefreshJob.PHASES, ProgressDisplay.forThisProcess(), clock);
  }
}
