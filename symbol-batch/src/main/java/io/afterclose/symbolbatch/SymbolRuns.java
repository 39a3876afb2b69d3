package io.afterclose.symbolbatch;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.alert.StalePriceAlert;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.symbolbatch.session.NextSymbolRun;
import io.afterclose.symbolbatch.session.RunOptions;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SymbolScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs nights of the symbol job, each its own job instance; one that is complete is left alone. */
final class SymbolRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SymbolRuns.class);
  private static final JobName JOB = JobName.SYMBOL_BATCH;

  private final ProcessContext process;
  private final Database database;
  private final JobHistoryStore history;
  private final ProviderOptions providers;
  private final RunOptions options;

  public SymbolRuns(
      ProcessContext process, Database database, ProviderOptions providers, RunOptions options) {
    this.process = process;
    this.database = database;
    this.history = new JobHistoryStore(database.dataSource());
    this.providers = providers;
    this.options = options;
  }

  /**
   * All of them, in their order, also after one that failed, but not after a signal; the first end
   * that is not COMPLETED.
   */
  public RunOutcome run(List<LocalDate> sessions, SymbolScope scope) {
    List<RunRequest> nights =
        sessions.stream()
            .map(session -> NextSymbolRun.of(history, session, scope))
            .flatMap(night -> unlessComplete(night).stream())
            .toList();
    return nights.isEmpty() ? RunOutcome.COMPLETED : work(nights, scope);
  }

  /**
   * The night of a session that did not end well goes on; a complete one is done again for a
   * reason.
   *
   * @param reason empty when a complete one is to be refused
   */
  public RunOutcome again(LocalDate session, SymbolScope scope, Optional<String> reason) {
    RunKey key = new RunKey(JOB, session, scope.text());
    return work(List.of(NextRun.of(history, key).parameters(options.source(), reason)), scope);
  }

  private RunOutcome work(List<RunRequest> nights, SymbolScope scope) {
    PriceProviders asked =
        providers.open(
            process,
            firstWanted(nights.get(0).targetDate(), scope),
            nights.get(nights.size() - 1).targetDate());
    try (JobContext context =
        JobContext.open(
            JOB,
            SymbolBatchJob.class,
            process,
            database,
            beans -> {
              beans.registerBean(ChunkSize.class, options::chunkSize);
              beans.registerBean(PriceProviders.class, () -> asked);
            })) {
      RunOutcome worst = run(context, nights);
      if (scope.isAll()) {
        checkLateness(context, nights.get(nights.size() - 1).targetDate());
      }
      return worst;
    }
  }

  private RunOutcome run(JobContext context, List<RunRequest> nights) {
    RunOutcome worst = RunOutcome.COMPLETED;
    for (RunRequest night : nights) {
      if (context.toldToEnd()) {
        break;
      }
      RunOutcome code = context.run(night, options.timeLimit()).outcome();
      worst = worst == RunOutcome.COMPLETED ? code : worst;
    }
    return worst;
  }

  /** Once, after the last of them: the ones before it cannot bring the prices up to date. */
  private void checkLateness(JobContext context, LocalDate last) {
    PriceStore prices = context.bean(PriceStore.class);
    new StalePriceAlert(process.calendar(), process.clock(), context.bean(Alerts.class))
        .check(JOB, last, day -> prices.newestSession(FactorEtfs.SPY, day));
  }

  /** The run of a session, unless it is complete. */
  private Optional<RunRequest> unlessComplete(NextSymbolRun night) {
    if (night.complete()) {
      LOG.info(
          "symbol-batch {}: nothing to do, execution {} completed it",
          night.session(),
          night.latest().orElseThrow().executionId());
      RunLock.closeIfGone(database, night.key());
      return Optional.empty();
    }
    return Optional.of(night.parameters(options.source()));
  }

  /** The oldest day whose price a night may want. */
  private LocalDate firstWanted(LocalDate session, SymbolScope scope) {
    LocalDate lookback = session.minusDays(SessionRun.LOOKBACK_DAYS);
    return scope.kind() == SymbolScope.Kind.PORTFOLIO
        ? new ScopeStore(database.dataSource())
            .earliestEntry(scope.names().get(0))
            .filter(lookback::isAfter)
            .orElse(lookback)
        : lookback;
  }
}
