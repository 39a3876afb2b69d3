package io.afterclose.run.launch;

import io.afterclose.database.Database;
import io.afterclose.database.DatabaseSettings;
import io.afterclose.database.EmbeddedPostgres;
import io.afterclose.database.Schema;
import io.afterclose.run.JobName;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code database status|migrate|stop}. */
@Command(
    name = "database",
    description = "Looks at the database, brings its schema up to date, or stops the embedded one.",
    mixinStandardHelpOptions = true)
public final class DatabaseCommand {

  private final Surroundings surroundings;
  private final JobName job;

  public DatabaseCommand(Surroundings surroundings, JobName job) {
    this.surroundings = surroundings;
    this.job = job;
  }

  @Command(
      description = "Which database is used, whether it answers, and its schema.",
      mixinStandardHelpOptions = true)
  int status(@Mixin DatabaseOption option, @Mixin OutputOption output) {
    DatabaseSettings settings = option.settings(surroundings.environment());
    ResultTable result = ResultTable.of("database", "running", "schema_current");
    if (settings instanceof DatabaseSettings.Embedded embedded
        && !EmbeddedPostgres.status(embedded.home()).running()) {
      result.add("embedded, " + embedded.home(), false, null);
    } else {
      try (Database database = Database.open(settings, job.text())) {
        result.add(database.describe(), true, Schema.isCurrent(database));
      }
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  @Command(description = "Brings the schema up to date.", mixinStandardHelpOptions = true)
  int migrate(@Mixin DatabaseOption option, @Mixin OutputOption output) {
    try (Database database =
        Database.open(option.settings(surroundings.environment()), job.text())) {
      ResultTable result = ResultTable.of("database", "changes_applied");
      result.add(database.describe(), Schema.migrate(database).applied().size());
      output.print(result);
    }
    return ExitCode.DONE.code();
  }

  @Command(
      description = "Stops the embedded database; its data stay.",
      mixinStandardHelpOptions = true)
  int stop(@Mixin DatabaseOption option, @Mixin OutputOption output) {
    if (!(option.settings(surroundings.environment())
        instanceof DatabaseSettings.Embedded embedded)) {
      throw new CommandRefused(
          ExitCode.USAGE, "the database of this environment is not embedded: not ours to stop");
    }
    ResultTable result = ResultTable.of("database", "stopped");
    result.add("embedded, " + embedded.home(), EmbeddedPostgres.stop(embedded.home()));
    output.print(result);
    return ExitCode.DONE.code();
  }
}
