package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.JobRepositories;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import io.afterclose.symbolbatch.factor.FitFactors;
import io.afterclose.symbolbatch.metrics.UpdateMetrics;
import io.afterclose.symbolbatch.price.PriceGapRequest;
import io.afterclose.symbolbatch.session.CatchUp;
import io.afterclose.symbolbatch.session.PhasePlan;
import io.afterclose.symbolbatch.session.RunPlan;
import io.afterclose.symbolbatch.session.ScopeOptions;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what {@code run} would do, by the same parts; nothing is written. */
@Command(
    name = "plan",
    description =
        "Lists what 'run' with the same options would do, and why; nothing is written."
            + " In its order: each symbol whose prices it would ask for, then each that it"
            + " would fit and measure, as the data are now. A complete night, and a phase"
            + " that an earlier attempt ended, are left out.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(names = "--date", paramLabel = "DATE", description = "The session, as 2022-06-30.")
  private @Nullable LocalDate date;

  PlanCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    TradingCalendar calendar = process.calendar();
    LocalDate target = process.targetDate().orLatest(date);
    ResultTable result = ResultTable.of("date", "phase", "symbol", "reason");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      JobHistoryStore history = new JobHistoryStore(opened.dataSource());
      RunScope scope = scopeOptions.checked(opened);
      RunPlan plan = plan(opened.dataSource(), calendar);
      new CatchUp(history, calendar)
          .sessions(target, date != null || !scope.isAll())
          .forEach(
              session ->
                  add(
                      result,
                      NextRun.of(history, new RunKey(JobName.SYMBOL_BATCH, session, scope.text())),
                      plan));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private RunPlan plan(DataSource dataSource, TradingCalendar calendar) {
    SessionUniverse universe =
        new SessionUniverse(
            new UniverseStore(dataSource, process.clock()),
            new ScopeStore(dataSource),
            new OnboardingQueueStore(dataSource, process.clock()),
            calendar,
            process.clock());
    PriceGapStore prices = new PriceGapStore(dataSource, new ClosePanelStore(dataSource));
    return new RunPlan(
        SymbolBatchJob.phases(
            PriceGapRequest.plan(universe, prices),
            PhasePlan.ofSymbols(FitFactors.SYMBOLS, universe),
            PhasePlan.ofSymbols(UpdateMetrics.SYMBOLS, universe)),
        calendar,
        JobRepositories.in(dataSource));
  }

  private static void add(ResultTable result, NextRun next, RunPlan plan) {
    plan.of(next)
        .forEach(item -> result.add(next.key().date(), item.phase(), item.symbol(), item.reason()));
  }
}
