package io.afterclose.portfoliorefresh.gate;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.StepPerExecution;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.progress.PhaseProgress;
import java.time.Clock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The first two steps: nothing is built on prices that are not complete. */
@Configuration(proxyBeanMethods = false)
public class GateSteps {

  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final PhaseProgress progress;
  private final GracefulStop stop;

  GateSteps(
      JobRepository repository,
      PlatformTransactionManager transactions,
      PhaseProgress progress,
      GracefulStop stop) {
    this.repository = repository;
    this.transactions = transactions;
    this.progress = progress;
    this.stop = stop;
  }

  /** The symbol job of the same date. */
  @Bean
  Step awaitSymbolBatch(
      DataSource dataSource, GateWait wait, Pause pause, Clock clock, Alerts alerts) {
    return waitStep(
        "awaitSymbolBatch",
        step ->
            new GateTasklet(
                RunRequest.targetDate(step),
                new JobHistoryStore(dataSource),
                new RunStore(dataSource),
                new Wait(wait.timeout(), wait.poll(), pause, clock),
                wait.retryOnFailed(),
                alerts));
  }

  /** Symbols that an import brought and that a worker is pricing. */
  @Bean
  Step awaitOnboarding(
      DataSource dataSource,
      TradingCalendar calendar,
      PositionStore positions,
      KeyRange scope,
      ItemFailureStore failures,
      OnboardingWait wait,
      Pause pause,
      Clock clock,
      Alerts alerts) {
    return waitStep(
        "awaitOnboarding",
        step ->
            new OnboardingTasklet(
                RunRequest.targetDate(step),
                new PendingSymbols(
                    calendar, new OnboardingQueueStore(dataSource, clock), positions, scope),
                failures,
                new Wait(wait.timeout(), wait.poll(), pause, clock),
                alerts));
  }

  private <T extends Tasklet & StepExecutionListener> Step waitStep(
      String name, Function<StepExecution, T> look) {
    return StepPerExecution.repeatable(
        name,
        execution -> {
          T tasklet = look.apply(execution);
          return new StepBuilder(name, repository)
              .tasklet(tasklet, transactions)
              .allowStartIfComplete(true)
              .listener((StepExecutionListener) progress)
              .listener((StepExecutionListener) stop)
              .listener((StepExecutionListener) tasklet)
              .build();
        });
  }
}
