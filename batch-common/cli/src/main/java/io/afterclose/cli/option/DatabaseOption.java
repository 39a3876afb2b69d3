package io.afterclose.cli.option;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.database.schema.Schema;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on: the environment's, or the embedded one below a home. */
public final class DatabaseOption {

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "Home of the embedded database, when no DATABASE_URL is set"
              + " (else AFTERCLOSE_HOME, else ~/.afterclose).")
  private @Nullable Path home;

  /** The settings that apply; nothing is opened. */
  public DatabaseSettings settings(Map<String, String> environment) {
    return DatabaseSettings.fromEnvironment(environment, Optional.ofNullable(home));
  }

  /** Opens the database, its schema current. */
  public Database open(ProcessContext process, JobName job) {
    Database database = Database.open(settings(process.environment()), job.text());
    try {
      Schema.ensureCurrent(database);
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }
}
