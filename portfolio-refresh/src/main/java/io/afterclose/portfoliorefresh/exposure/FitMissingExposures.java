package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.StepPerExecution;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.progress.PhaseProgress;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The step before the snapshots: held symbols without exposures get them. */
@Configuration(proxyBeanMethods = false)
public class FitMissingExposures {

  private static final String STEP = "fitMissingExposures";

  /** One item is a month of up to 500 symbols, enough for a transaction. */
  private static final int ITEMS_PER_CHUNK = 1;

  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final PhaseProgress progress;
  private final GracefulStop stop;
  private final Fence fence;

  FitMissingExposures(
      JobRepository repository,
      PlatformTransactionManager transactions,
      PhaseProgress progress,
      GracefulStop stop,
      Fence fence) {
    this.repository = repository;
    this.transactions = transactions;
    this.progress = progress;
    this.stop = stop;
    this.fence = fence;
  }

  @Bean
  Step fitMissingExposures(
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock,
      PlannedWork planned,
      PositionStore positions,
      ItemFailureStore failures) {
    ExposureStore exposures = new ExposureStore(dataSource);
    CorporateActionStore actions = new CorporateActionStore(dataSource, clock);
    ReturnsLoader returns = new ReturnsLoader(new ClosePanelStore(dataSource), actions);
    return StepPerExecution.repeatable(
        STEP,
        execution ->
            step(
                new MissingExposureReader(
                    () -> planned.of(execution), positions, exposures, actions),
                new MissingExposureProcessor(calendar, returns),
                new MissingExposureWriter(execution, exposures, failures, progress)));
  }

  private Step step(
      MissingExposureReader reader,
      MissingExposureProcessor processor,
      MissingExposureWriter writer) {
    return new StepBuilder(STEP, repository)
        .<MissingFits, List<DateFits>>chunk(ITEMS_PER_CHUNK)
        .transactionManager(transactions)
        .reader(reader)
        .processor(processor)
        .writer(
            fits -> {
              fence.check();
              writer.write(fits);
            })
        .listener((StepListener) progress)
        .listener((StepListener) writer)
        .listener((StepListener) stop)
        .allowStartIfComplete(true)
        .build();
  }
}
