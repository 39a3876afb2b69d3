package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code database status|migrate|stop}. */
@Command(
    name = "database",
    description = "Looks at the database, brings its schema up to date, or stops the embedded one.",
    mixinStandardHelpOptions = true)
final class DatabaseCommand {

  private final ProcessContext process;
  private final JobName job;

  public DatabaseCommand(ProcessContext process, JobName job) {
    this.process = process;
    this.job = job;
  }

  @Command(
      description = "Which database is used, whether it answers, and its schema.",
      mixinStandardHelpOptions = true)
  int status(@Mixin DatabaseOption option, @Mixin OutputOption output) {
    DatabaseSettings settings = option.settings(process.environment());
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
    try (Database database = Database.open(option.settings(process.environment()), job.text())) {
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
    if (!(option.settings(process.environment()) instanceof DatabaseSettings.Embedded embedded)) {
      throw new InvalidInputException(
          "the database of this environment is not embedded: not ours to stop");
    }
    ResultTable result = ResultTable.of("database", "stopped");
    result.add("embedded, " + embedded.home(), EmbeddedPostgres.stop(embedded.home()));
    output.print(result);
    return ExitCode.DONE.code();
  }
}
