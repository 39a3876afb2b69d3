package io.afterclose.symbolbatch;

import io.afterclose.database.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.Rerun;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.report.Alerts;
import io.afterclose.run.report.LatePrices;
import io.afterclose.symbolbatch.night.ChunkSize;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.night.NightScope;
import io.afterclose.symbolbatch.price.provider.PriceProviders;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs nights of the symbol job, each its own job instance; one that is complete is left alone. */
final class SymbolNights {

  private static final Logger LOG = LoggerFactory.getLogger(SymbolNights.class);
  private static final JobName JOB = JobName.SYMBOL_BATCH;

  private final Surroundings surroundings;
  private final Database database;
  private final JobHistoryStore history;
  private final ProviderOptions providers;
  private final NightOptions options;

  SymbolNights(
      Surroundings surroundings,
      Database database,
      ProviderOptions providers,
      NightOptions options) {
    this.surroundings = surroundings;
    this.database = database;
    this.history = new JobHistoryStore(database.dataSource());
    this.providers = providers;
    this.options = options;
  }

  /**
   * All of them, in their order, also after one that failed, but not after a signal; the first end
   * that is not DONE.
   */
  ExitCode run(List<LocalDate> sessions, NightScope scope) {
    List<RunParameters> nights =
        sessions.stream()
            .map(session -> NextNight.of(history, session, scope))
            .flatMap(night -> unlessComplete(night).stream())
            .toList();
    return nights.isEmpty() ? ExitCode.DONE : work(nights, scope);
  }

  /**
   * The night of a session that did not end well goes on; a complete one is done again for a
   * reason.
   *
   * @param reason empty when a complete one is to be refused
   */
  ExitCode again(LocalDate session, NightScope scope, Optional<String> reason) {
    RunKey key = new RunKey(JOB, session, scope.text());
    return work(List.of(Rerun.of(history, key).parameters(options.source(), reason)), scope);
  }

  private ExitCode work(List<RunParameters> nights, NightScope scope) {
    PriceProviders asked =
        providers.open(
            surroundings,
            firstWanted(nights.get(0).targetDate(), scope),
            nights.get(nights.size() - 1).targetDate());
    try (JobContext context =
        JobContext.open(
            JOB,
            SymbolBatchJob.class,
            surroundings,
            database,
            beans -> {
              beans.registerBean(ChunkSize.class, options::chunkSize);
              beans.registerBean(PriceProviders.class, () -> asked);
            })) {
      ExitCode worst = run(context, nights);
      if (scope.isAll()) {
        checkLateness(context, nights.get(nights.size() - 1).targetDate());
      }
      return worst;
    }
  }

  private ExitCode run(JobContext context, List<RunParameters> nights) {
    ExitCode worst = ExitCode.DONE;
    for (RunParameters night : nights) {
      if (context.toldToEnd()) {
        break;
      }
      ExitCode code = context.run(night, options.timeLimit()).exitCode();
      worst = worst == ExitCode.DONE ? code : worst;
    }
    return worst;
  }

  /** Once, after the last of them: the ones before it cannot bring the prices up to date. */
  private void checkLateness(JobContext context, LocalDate last) {
    PriceStore prices = context.bean(PriceStore.class);
    new LatePrices(surroundings.calendar(), surroundings.clock(), context.bean(Alerts.class))
        .check(JOB, last, day -> prices.newestSession(FactorEtfs.SPY, day));
  }

  /** The run of a session, unless it is complete. */
  private Optional<RunParameters> unlessComplete(NextNight night) {
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
  private LocalDate firstWanted(LocalDate session, NightScope scope) {
    LocalDate lookback = session.minusDays(Night.LOOKBACK_DAYS);
    return scope.kind() == NightScope.Kind.PORTFOLIO
        ? new ScopeStore(database.dataSource())
            .earliestEntry(scope.names().get(0))
            .filter(lookback::isAfter)
            .orElse(lookback)
        : lookback;
  }
}
