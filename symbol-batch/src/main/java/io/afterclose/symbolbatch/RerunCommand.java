package io.afterclose.symbolbatch;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.ForceOption;
import io.afterclose.run.launch.Surroundings;
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

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private ProviderOptions providers = new ProviderOptions();
  @Mixin private NightOptions options = new NightOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();
  @Mixin private ForceOption force = new ForceOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  RerunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LocalDate target = surroundings.targetDate().resolve(Optional.of(date));
    providers.check();
    options.check();
    Optional<String> reason = force.reason();
    return cron.ended(
        surroundings, JobName.SYMBOL_BATCH, target.toString(), () -> again(target, reason));
  }

  private ExitCode again(LocalDate target, Optional<String> reason) {
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      return new SymbolNights(surroundings, opened, providers, options)
          .again(target, scope.checked(opened), reason);
    }
  }
}
