package io.afterclose.portfoliorefresh.gate;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.progress.PhaseProgress;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The second step: symbols that an import brought get a moment to be priced. */
@Configuration(proxyBeanMethods = false)
public class AwaitOnboarding {

  @Bean
  Step awaitOnboarding(
      JobRepository repository,
      PlatformTransactionManager transactions,
      DataSource dataSource,
      PortfolioStore portfolios,
      OnboardingWait wait,
      Pause pause,
      Clock clock,
      PhaseProgress progress,
      GracefulStop stop) {
    OnboardingTasklet look =
        new OnboardingTasklet(
            new OnboardingQueueStore(dataSource, clock),
            portfolios,
            new Wait(wait.longest(), wait.poll(), pause, clock));
    return new StepBuilder("awaitOnboarding", repository)
        .tasklet(look, transactions)
        .allowStartIfComplete(true)
        .listener((StepExecutionListener) progress)
        .listener((StepExecutionListener) stop)
        .listener((StepExecutionListener) look)
        .build();
  }
}
