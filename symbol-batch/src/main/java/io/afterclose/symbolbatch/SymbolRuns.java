package io.afterclose.symbolbatch;

import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.alert.StalePriceAlert;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.RunDates;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.ExpectedPlan;
import io.afterclose.run.plan.WorkList;
import io.afterclose.symbolbatch.factor.FitFactors;
import io.afterclose.symbolbatch.metrics.UpdateMetrics;
import io.afterclose.symbolbatch.price.FactorEtfsInFiles;
import io.afterclose.symbolbatch.price.PriceGapRequest;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.symbolbatch.session.PhasePlan;
import io.afterclose.symbolbatch.session.RunPlan;
import io.afterclose.symbolbatch.session.RunSettings;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs of the symbol job, each its own job instance; one that is complete is left alone. */
final class SymbolRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SymbolRuns.class);
  private static final JobName JOB = JobName.SYMBOL_BATCH;

  private final ProcessContext process;
  private final Database database;
  private final JobHistoryStore history;
  private final ProviderOptions providers;
  private final RunSettings settings;

  public SymbolRuns(
      ProcessContext process, Database database, ProviderOptions providers, RunSettings settings) {
    this.process = process;
    this.database = database;
    this.history = new JobHistoryStore(database.dataSource());
    this.providers = providers;
    this.settings = settings;
  }

  /** The planner of these runs; it writes nothing. */
  static RunPlan plan(ProcessContext process, DataSource dataSource) {
    SessionUniverse universe =
        new SessionUniverse(
            new UniverseStore(dataSource, process.clock()),
            new ScopeStore(dataSource),
            new OnboardingQueueStore(dataSource, process.clock()),
            process.calendar(),
            process.clock());
    PriceGapStore prices = new PriceGapStore(dataSource, new ClosePanelStore(dataSource));
    return new RunPlan(
        SymbolBatchJob.phases(
            PriceGapRequest.plan(universe, prices),
            PhasePlan.ofSymbols(FitFactors.SYMBOLS, universe),
            PhasePlan.ofSymbols(UpdateMetrics.SYMBOLS, universe)),
        process.calendar(),
        dataSource);
  }

  /**
   * What a command is asked to do.
   *
   * @param option what it says of that
   */
  ExpectedPlan expected(
      ExpectedPlanOption option, WorkList.Action action, List<LocalDate> sessions, RunScope scope) {
    return option.expected(() -> plan(process, database.dataSource()).of(action, sessions, scope));
  }

  /**
   * The runs of sessions in their order, complete ones left out; the first outcome that is not
   * COMPLETED.
   */
  RunOutcome run(List<LocalDate> sessions, RunScope scope, ExpectedPlan expected) {
    List<RunRequest> due =
        sessions.stream()
            .map(session -> NextRun.of(history, new RunKey(JOB, session, scope.text())))
            .flatMap(next -> unlessComplete(next, expected).stream())
            .toList();
    if (due.isEmpty()) {
      expected.require();
      return RunOutcome.COMPLETED;
    }
    return work(due, scope, expected);
  }

  /**
   * A session that did not complete is resumed; a complete one is run again for a reason.
   *
   * @param reason null when a complete one is to be refused
   */
  RunOutcome rerun(
      LocalDate session, RunScope scope, @Nullable String reason, ExpectedPlan expected) {
    RunKey key = new RunKey(JOB, session, scope.text());
    return work(
        List.of(NextRun.of(history, key).rerun(settings.source(), reason)), scope, expected);
  }

  /** A session once more, whether it is complete or not; one that did not complete is resumed. */
  RunOutcome again(LocalDate session, RunScope scope) {
    RunKey key = new RunKey(JOB, session, scope.text());
    return work(
        List.of(NextRun.of(history, key).request(settings.source())), scope, ExpectedPlan.none());
  }

  private RunOutcome work(List<RunRequest> due, RunScope scope, ExpectedPlan expected) {
    List<LocalDate> dates = due.stream().map(RunRequest::targetDate).sorted().toList();
    LocalDate last = dates.get(dates.size() - 1);
    PriceProviders opened = providers.open(process, firstWanted(dates, scope), last);
    new FactorEtfsInFiles(database, process).require(opened, dates.get(0));
    try (JobContext context =
        JobContext.open(
            JOB,
            SymbolBatchJob.class,
            process,
            database,
            beans -> {
              beans.registerBean(ChunkSize.class, settings::chunkSize);
              beans.registerBean(PriceProviders.class, () -> opened);
              beans.registerBean(TimeLimit.class, settings::timeLimit);
            })) {
      RunOutcome outcome = run(context, due, expected);
      if (scope.isAll()) {
        checkLateness(context, last);
      }
      return outcome;
    }
  }

  private RunOutcome run(JobContext context, List<RunRequest> due, ExpectedPlan expected) {
    Map<LocalDate, RunRequest> byDate = new LinkedHashMap<>();
    due.forEach(request -> byDate.put(request.targetDate(), request));
    return RunDates.inOrder(
        List.copyOf(byDate.keySet()),
        context::stopRequested,
        date ->
            context
                .run(Objects.requireNonNull(byDate.get(date)), settings.timeLimit(), expected)
                .outcome());
  }

  /** Once, after the last of them: the ones before it cannot bring the prices up to date. */
  private void checkLateness(JobContext context, LocalDate last) {
    PriceStore prices = context.bean(PriceStore.class);
    new StalePriceAlert(process.calendar(), process.clock(), context.bean(Alerts.class))
        .check(JOB, last, day -> prices.newestSession(FactorEtfs.SPY, day));
  }

  /** The run of a session, unless it is complete. */
  private Optional<RunRequest> unlessComplete(NextRun next, ExpectedPlan expected) {
    if (next.complete()) {
      LOG.info(
          "symbol-batch {}: nothing to do, execution {} completed it",
          next.key().date(),
          next.latest().orElseThrow().execution().id());
      expected.thenWrite(() -> RunLock.closeOrphan(database, next.key()));
      return Optional.empty();
    }
    return Optional.of(next.request(settings.source()));
  }

  /** The oldest day whose price one of the runs may need, within the calendar. */
  private LocalDate firstWanted(List<LocalDate> ascending, RunScope scope) {
    LocalDate lookback = ascending.get(0).minusDays(SessionRun.LOOKBACK_DAYS);
    LocalDate wanted = earliestEntry(ascending, scope).filter(lookback::isAfter).orElse(lookback);
    return process.calendar().withinRange(wanted);
  }

  private Optional<LocalDate> earliestEntry(List<LocalDate> sessions, RunScope scope) {
    ScopeStore scopes = new ScopeStore(database.dataSource());
    return switch (scope.kind()) {
      case ALL -> {
        Set<Symbol> asked =
            new TreeSet<>(
                new OnboardingQueueStore(database.dataSource(), process.clock()).waiting());
        for (LocalDate session : sessions) {
          long begun = NextRun.of(history, new RunKey(JOB, session, scope.text())).instanceId();
          asked.addAll(scopes.heldFirstPricedBy(begun, session));
        }
        yield scopes.earliestEntry(asked);
      }
      case PORTFOLIO -> scopes.earliestEntry(scope.names().get(0));
      case SYMBOLS -> scopes.earliestEntry(scope.names().stream().map(Symbol::of).toList());
    };
  }
}
