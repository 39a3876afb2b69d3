package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.execution.GracefulStop;
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

  /** One item is a month of up to 500 symbols, enough for a transaction. */
  private static final int ITEMS_PER_CHUNK = 1;

  @Bean
  Step fitMissingExposures(
      JobRepository repository,
      PlatformTransactionManager transactions,
      DataSource dataSource,
      TradingCalendar calendar,
      Clock clock,
      PlannedWork planned,
      PortfolioStore portfolios,
      ItemFailureStore failures,
      PhaseProgress progress,
      GracefulStop stop,
      Fence fence) {
    ExposureStore exposures = new ExposureStore(dataSource);
    MissingExposureReader missing = new MissingExposureReader(planned, portfolios, exposures);
    ReturnsLoader returns =
        new ReturnsLoader(dataSource, new CorporateActionStore(dataSource, clock));
    MissingExposureWriter store = new MissingExposureWriter(exposures, failures, progress);
    return new StepBuilder("fitMissingExposures", repository)
        .<MissingFits, List<DateFits>>chunk(ITEMS_PER_CHUNK)
        .transactionManager(transactions)
        .reader(missing)
        .processor(new MissingExposureProcessor(calendar, returns))
        .writer(
            fits -> {
              fence.check();
              store.write(fits);
            })
        .listener((StepListener) missing)
        .listener((StepListener) progress)
        .listener((StepListener) store)
        .listener((StepListener) stop)
        .allowStartIfComplete(true)
        .build();
  }
}
