package io.afterclose.symbolbatch;

import io.afterclose.cli.option.CronOption;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ForceOption;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunOptions;
import io.afterclose.symbolbatch.session.ScopeOptions;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rerun}: a night once more. */
@Command(
    name = "rerun",
    description = {
      "Resumes the night of a session that failed, was stopped or died;",
      "one that is complete is done again with --force --reason, as its next revision."
    },
    mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private ForceOption force = new ForceOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  RerunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().resolve(Optional.of(date));
    providers.check();
    options.check();
    Optional<String> reason = force.reason();
    return cron.ended(
        process, JobName.SYMBOL_BATCH, target.toString(), () -> again(target, reason));
  }

  private RunOutcome again(LocalDate target, Optional<String> reason) {
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      return new SymbolRuns(process, opened, providers, options)
          .again(target, scope.checked(opened), reason);
    }
  }
}
