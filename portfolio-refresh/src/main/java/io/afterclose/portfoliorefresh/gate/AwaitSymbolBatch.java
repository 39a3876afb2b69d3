package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
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

/** The first step: nothing is built on prices of a night that is not complete. */
@Configuration(proxyBeanMethods = false)
public class AwaitSymbolBatch {

  @Bean
  Step awaitSymbolBatch(
      JobRepository repository,
      PlatformTransactionManager transactions,
      DataSource dataSource,
      GateWait wait,
      Pause pause,
      Clock clock,
      Alerts alerts,
      PhaseProgress progress,
      GracefulStop stop) {
    GateTasklet look =
        new GateTasklet(
            new JobHistoryStore(dataSource),
            new RunStore(dataSource),
            new Wait(wait.longest(), wait.poll(), pause, clock),
            wait.throughFailure(),
            alerts);
    return new StepBuilder("awaitSymbolBatch", repository)
        .tasklet(look, transactions)
        .allowStartIfComplete(true)
        .listener((StepExecutionListener) progress)
        .listener((StepExecutionListener) stop)
        .listener((StepExecutionListener) look)
        .build();
  }
}
