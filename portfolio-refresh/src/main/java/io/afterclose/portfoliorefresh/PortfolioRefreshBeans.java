package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfoliorefresh.exposure.PlannedWork;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.refresh.PortfolioAttempts;
import io.afterclose.portfoliorefresh.refresh.PortfolioPhases;
import io.afterclose.portfoliorefresh.refresh.RefreshMetrics;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.portfoliorefresh.refresh.RunPlan;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.run.progress.ProgressDisplay;
import io.afterclose.run.telemetry.RunMetrics;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The stores and common parts that the steps are built from. */
@Configuration(proxyBeanMethods = false)
class PortfolioRefreshBeans {

  @Bean
  SnapshotComponents components(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    return new SnapshotComponents(dataSource, calendar, clock);
  }

  @Bean
  PortfolioStore portfolioStore(SnapshotComponents components) {
    return components.portfolios();
  }

  @Bean
  PositionStore positionStore(DataSource dataSource) {
    return new PositionStore(dataSource);
  }

  @Bean
  KeyRange portfoliosOfTheRun(RefreshScope scope) {
    return scope.range();
  }

  @Bean
  GapPlanner gapPlanner(SnapshotComponents components) {
    return components.planner();
  }

  @Bean
  RunPlan runPlan(GapPlanner planner, RefreshScope scope, Clock clock) {
    return new RunPlan(planner::planAndMark, scope, clock);
  }

  @Bean
  PlannedWork plannedWork(RunPlan plan, RefreshScope scope) {
    return step -> scope.exposed(plan.ahead(step).work(), RunRequest.targetDate(step));
  }

  @Bean
  PortfolioAttempts portfolioAttempts(
      PortfolioStore portfolios,
      ItemFailureStore failures,
      PlatformTransactionManager transactions,
      Retries retries,
      Pause pause,
      Fence fence) {
    return new PortfolioAttempts(portfolios, failures, transactions, retries, pause, fence);
  }

  @Bean
  PortfolioPhases portfolioPhases(
      JobRepository repository,
      PortfolioStore portfolios,
      RefreshScope scope,
      Workers workers,
      PortfolioAttempts attempts,
      PhaseProgress progress,
      GracefulStop stop,
      Alerts alerts,
      ItemFailureStore failures) {
    return new PortfolioPhases(
        repository, portfolios, scope, workers, attempts, progress, stop, alerts, failures);
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
  RunMetrics refreshMetrics() {
    return new RefreshMetrics();
  }

  @Bean
  PhaseProgress phaseProgress(Clock clock) {
    return new PhaseProgress(PortfolioRefreshJob.PHASES, ProgressDisplay.forThisProcess(), clock);
  }
}
