package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.PartitionsFailed;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.progress.PhaseProgress;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Makes the steps that work on portfolios: key ranges in parallel, attempts, recorded failures,
 * counts, and a partial end where more than 10 % failed.
 */
public final class PortfolioPhases {

  private final JobRepository repository;
  private final PortfolioStore portfolios;
  private final RefreshScope scope;
  private final Workers workers;
  private final PortfolioAttempts attempts;
  private final PhaseProgress progress;
  private final GracefulStop stop;
  private final Alerts alerts;
  private final ItemFailureStore failures;

  public PortfolioPhases(
      JobRepository repository,
      PortfolioStore portfolios,
      RefreshScope scope,
      Workers workers,
      PortfolioAttempts attempts,
      PhaseProgress progress,
      GracefulStop stop,
      Alerts alerts,
      ItemFailureStore failures) {
    this.repository = repository;
    this.portfolios = portfolios;
    this.scope = scope;
    this.workers = workers;
    this.attempts = attempts;
    this.progress = progress;
    this.stop = stop;
    this.alerts = alerts;
    this.failures = failures;
  }

  /**
   * The step of a phase.
   *
   * @param name of the phase, under which its failures are recorded
   * @param made what its work writes, in the plural, for the log
   * @param datesPerTransaction sessions of portfolios at most, of one portfolio at least one part
   */
  public Step step(
      String name, String made, PortfolioPlan plan, PortfolioWork work, int datesPerTransaction) {
    PhaseCounts counts = new PhaseCounts(made, alerts, failures);
    PhasePlan planned = new PhasePlan(plan, counts);
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name + "-");
    threads.setConcurrencyLimit(workers.threads());
    return new StepBuilder(name, repository)
        .partitioner(name, new KeyRangePartitioner(portfolios, scope))
        .step(
            new PortfolioPartition(
                    name,
                    planned,
                    work,
                    counts,
                    datesPerTransaction,
                    new PortfolioPartition.Parts(repository, scope, attempts, progress, stop))
                .step())
        .gridSize(workers.partitions())
        .taskExecutor(threads)
        .aggregator(PartitionsFailed.aggregator())
        .listener((StepExecutionListener) counts)
        .listener((StepExecutionListener) planned)
        .listener((StepExecutionListener) progress)
        .build();
  }
}
