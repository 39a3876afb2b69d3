package io.afterclose.symbolbatch;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.cli.option.ForceOption;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.WorkList;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunOptions;
import io.afterclose.symbolbatch.session.ScopeOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rerun}: a complete run once more. */
@Command(
    name = "rerun",
    description =
        "Resumes the night of a session that failed, was stopped or died; one that is"
            + " complete is done again with --force --reason, as its next revision.",
    mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private ForceOption force = new ForceOption();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();

  @Mixin private SessionOption session = new SessionOption();

  RerunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    providers.check(process);
    LocalDate target = session.checked(process);
    options.check();
    expected.check();
    String reason = force.reason();
    return options
        .trigger()
        .run(process, JobName.SYMBOL_BATCH, target.toString(), () -> rerun(target, reason));
  }

  private RunOutcome rerun(LocalDate target, @Nullable String reason) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      SymbolRuns runs = new SymbolRuns(process, opened, providers, options.settings());
      RunScope covered = scope.checked(opened);
      return runs.rerun(
          target,
          covered,
          reason,
          runs.expected(
              expected, WorkList.Action.ofRerun(reason != null), List.of(target), covered));
    }
  }
}
