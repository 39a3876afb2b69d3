package io.afterclose.symbolbatch;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.PlannedRuns;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.plan.WorkList;
import io.afterclose.symbolbatch.session.CatchUp;
import io.afterclose.symbolbatch.session.ScopeOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: what a command that starts runs would do, by the same parts; writes nothing. */
@Command(
    name = "plan",
    description =
        "Lists what 'run' with the same options would do, and why; nothing is written."
            + " In its order: each symbol whose prices it would ask for, then each that it"
            + " would fit and measure, as the data are now. A complete night, and a phase"
            + " that an earlier attempt ended, are left out. With --from and --to it is that of"
            + " 'backfill', with --force that of 'rerun --force'.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();
  @Mixin private PlannedRuns planned = new PlannedRuns();

  PlanCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    WorkList.Action action = planned.action();
    List<LocalDate> sessions = planned.sessions(process);
    if (action == WorkList.Action.BACKFILL && !scopeOptions.isAll()) {
      throw new InvalidInputException(
          "--from and --to ask for the plan of a backfill, which is of all symbols");
    }
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      RunScope scope = scopeOptions.checked(opened);
      boolean only = action != WorkList.Action.RUN || planned.date().isPresent() || !scope.isAll();
      planned.print(
          SymbolRuns.plan(process, opened.dataSource())
              .of(action, only ? sessions : caughtUp(opened, sessions.get(0)), scope),
          process,
          output,
          "date",
          "phase",
          "symbol",
          "reason");
    }
    return ExitCode.DONE.code();
  }

  private List<LocalDate> caughtUp(Database opened, LocalDate latest) {
    return new CatchUp(new JobHistoryStore(opened.dataSource()), process.calendar())
        .sessions(latest, false);
  }
}
