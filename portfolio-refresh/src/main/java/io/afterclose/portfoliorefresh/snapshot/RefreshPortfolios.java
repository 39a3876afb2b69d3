package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.KeyRangePartitioner;
import io.afterclose.portfoliorefresh.refresh.PlannedPortfolios;
import io.afterclose.portfoliorefresh.refresh.RefreshReport;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.portfoliorefresh.refresh.WrittenPortfolios;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.PartitionsFailed;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.progress.PhaseProgress;
import java.time.LocalDate;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** The main step: portfolios in key ranges, side by side. */
@Configuration(proxyBeanMethods = false)
public class RefreshPortfolios {

  private static final String STEP = "refreshPortfolios";
  private static final int PORTFOLIOS_PER_CHUNK = 100;

  @Bean
  Step refreshPortfolios(
      JobRepository repository,
      Step refreshRange,
      PortfolioStore portfolios,
      RefreshScope scope,
      Workers workers,
      PhaseProgress progress,
      RefreshReport report) {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("refresh-");
    threads.setConcurrencyLimit(workers.threads());
    return new StepBuilder(STEP, repository)
        .partitioner(STEP, new KeyRangePartitioner(portfolios, scope))
        .step(refreshRange)
        .gridSize(workers.partitions())
        .taskExecutor(threads)
        .aggregator(PartitionsFailed.aggregator())
        .listener((StepExecutionListener) report)
        .listener((StepExecutionListener) progress)
        .build();
  }

  /** One key range. Its writer makes the transactions, so the chunk has none of its own. */
  @Bean
  Step refreshRange(
      JobRepository repository,
      PlannedPortfolios plannedPortfolios,
      MakeSnapshots makeSnapshots,
      PhaseProgress progress,
      GracefulStop stop) {
    return new StepBuilder("refreshRange", repository)
        .<PortfolioDates, PortfolioDates>chunk(PORTFOLIOS_PER_CHUNK)
        .reader(plannedPortfolios)
        .processor(planned -> planned)
        .writer(makeSnapshots)
        .listener((StepListener) new WrittenPortfolios(progress))
        .listener((StepListener) stop)
        .build();
  }

  @Bean
  @StepScope
  PlannedPortfolios plannedPortfolios(
      GapPlanner planner,
      RefreshScope scope,
      PhaseProgress progress,
      RefreshReport report,
      @Value("#{stepExecution}") StepExecution step) {
    GapRequest request =
        scope.request(
            targetDate(step),
            KeyRangePartitioner.range(step),
            OptionalLong.of(step.getJobExecution().getJobInstance().getInstanceId()));
    return new PlannedPortfolios(planner, progress, report, request);
  }

  @Bean
  @StepScope
  MakeSnapshots makeSnapshots(
      SnapshotAttempts attempts,
      RefreshReport report,
      @Value("#{stepExecution}") StepExecution step) {
    return new MakeSnapshots(attempts, report, STEP, targetDate(step), step.getJobExecutionId());
  }

  private static LocalDate targetDate(StepExecution step) {
    return Objects.requireNonNull(
        step.getJobParameters().getLocalDate(RunRequest.TARGET_DATE), RunRequest.TARGET_DATE);
  }
}
