package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.WorkList;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.CatchUp;
import io.afterclose.symbolbatch.session.RunOptions;
import io.afterclose.symbolbatch.session.ScopeOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: one session, or all that were missed. */
@Command(
    name = "run",
    description =
        "Runs the night of a session: prices, betas, factors, metrics. Without --date:"
            + " the latest session, then at most ten missed ones of the last thirty; it says"
            + " how many are left and which command makes them.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();

  @Option(names = "--date", paramLabel = "DATE", description = "The session, as 2022-06-30.")
  private @Nullable LocalDate date;

  RunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    providers.check(process);
    TradingCalendar calendar = process.calendar();
    LocalDate target = process.targetDate().orLatest(date);
    options.check();
    expected.check();
    return options
        .trigger()
        .run(process, JobName.SYMBOL_BATCH, target.toString(), () -> run(calendar, target));
  }

  private RunOutcome run(TradingCalendar calendar, LocalDate target) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      CatchUp catchUp = new CatchUp(new JobHistoryStore(opened.dataSource()), calendar);
      boolean only = date != null || !scope.isAll();
      List<LocalDate> sessions = catchUp.sessions(target, only);
      RunScope covered = scope.checked(opened);
      SymbolRuns runs = new SymbolRuns(process, opened, providers, options.settings());
      RunOutcome outcome =
          runs.run(
              sessions, covered, runs.expected(expected, WorkList.Action.RUN, sessions, covered));
      if (!only) {
        tellWhatIsLeft(catchUp.incomplete(target));
      }
      return outcome;
    }
  }

  private static void tellWhatIsLeft(List<LocalDate> incomplete) {
    if (!incomplete.isEmpty()) {
      LoggerFactory.getLogger(RunCommand.class)
          .warn(
              "symbol-batch: {} session{} of {} to {} {} no complete run yet; 'symbol-batch backfill --from {} --to {}' makes them",
              incomplete.size(),
              incomplete.size() == 1 ? "" : "s",
              incomplete.get(0),
              incomplete.get(incomplete.size() - 1),
              incomplete.size() == 1 ? "has" : "have",
              incomplete.get(0),
              incomplete.get(incomplete.size() - 1));
    }
  }
}
