package io.afterclose.symbolbatch;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.cli.option.SessionRange;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.WorkList;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backfill}: the sessions of a range, oldest first. */
@Command(
    name = "backfill",
    description =
        "Runs the runs of all sessions of a range, oldest first, each its own job"
            + " instance. Complete ones are left alone, so an interrupted backfill goes on"
            + " where it stopped.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private SessionRange range = new SessionRange();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();

  BackfillCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    providers.check(process);
    List<LocalDate> sessions = range.sessions(process);
    options.check();
    expected.check();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {}", sessions.size(), range);
    return options
        .trigger()
        .run(process, JobName.SYMBOL_BATCH, range.toString(), () -> backfill(sessions));
  }

  private RunOutcome backfill(List<LocalDate> sessions) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      SymbolRuns runs = new SymbolRuns(process, opened, providers, options.settings());
      return runs.run(
          sessions,
          RunScope.ALL,
          runs.expected(expected, WorkList.Action.BACKFILL, sessions, RunScope.ALL));
    }
  }
}
