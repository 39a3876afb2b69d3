package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.run.progress.ProgressDisplay;
import io.afterclose.run.telemetry.RunMetrics;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.symbolbatch.session.SessionExposures;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionUniverse;
import io.afterclose.symbolbatch.session.StepFactory;
import io.afterclose.symbolbatch.session.SymbolMetricsReport;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The stores and the common parts that the steps are built from. */
@Configuration(proxyBeanMethods = false)
class SymbolBatchBeans {

  @Bean
  UniverseStore universeStore(DataSource dataSource, Clock clock) {
    return new UniverseStore(dataSource, clock);
  }

  @Bean
  UniverseAuditStore universeAuditStore(DataSource dataSource, Clock clock) {
    return new UniverseAuditStore(dataSource, clock);
  }

  @Bean
  OnboardingQueueStore onboardingQueueStore(DataSource dataSource, Clock clock) {
    return new OnboardingQueueStore(dataSource, clock);
  }

  @Bean
  PriceStore priceStore(DataSource dataSource, Clock clock) {
    return new PriceStore(dataSource, clock);
  }

  @Bean
  ClosePanelStore closePanelStore(DataSource dataSource) {
    return new ClosePanelStore(dataSource);
  }

  @Bean
  PriceGapStore priceGapStore(DataSource dataSource, ClosePanelStore panels) {
    return new PriceGapStore(dataSource, panels);
  }

  @Bean
  CorporateActionStore corporateActionStore(DataSource dataSource, Clock clock) {
    return new CorporateActionStore(dataSource, clock);
  }

  @Bean
  QuarantineStore quarantineStore(DataSource dataSource, Clock clock) {
    return new QuarantineStore(dataSource, clock);
  }

  @Bean
  ExposureStore exposureStore(DataSource dataSource) {
    return new ExposureStore(dataSource);
  }

  @Bean
  ItemFailureStore itemFailureStore(DataSource dataSource, Clock clock) {
    return new ItemFailureStore(dataSource, clock);
  }

  @Bean
  RunMetrics runMetrics(ItemFailureStore failures, OnboardingQueueStore queue) {
    return new SymbolMetricsReport(SymbolBatchJob.PHASES, failures, queue);
  }

  @Bean
  PhaseProgress phaseProgress(Clock clock) {
    return new PhaseProgress(SymbolBatchJob.PHASES, ProgressDisplay.forThisProcess(), clock);
  }

  @Bean
  SessionUniverse sessionUniverse(
      UniverseStore store,
      OnboardingQueueStore queue,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock) {
    return new SessionUniverse(store, new ScopeStore(dataSource), queue, calendar, clock);
  }

  @Bean
  ReturnsLoader returnsLoader(ClosePanelStore panels, CorporateActionStore actions) {
    return new ReturnsLoader(panels, actions);
  }

  @Bean
  SessionExposures sessionExposures(ExposureStore exposures) {
    return new SessionExposures(exposures);
  }

  @Bean
  SessionReturns sessionReturns(
      DataSource dataSource, ReturnsLoader loader, SessionUniverse universe) {
    return new SessionReturns(loader, universe, new MetricsStore(dataSource)::readBefore);
  }

  @Bean
  StepFactory stepFactory(
      JobRepository repository,
      PlatformTransactionManager transactions,
      TradingCalendar calendar,
      ItemFailureStore failures,
      Alerts alerts,
      PhaseProgress progress,
      GracefulStop stop,
      Fence fence,
      ChunkSize chunkSize) {
    return new StepFactory(
        repository, transactions, calendar, failures, alerts, progress, stop, fence, chunkSize);
  }
}
