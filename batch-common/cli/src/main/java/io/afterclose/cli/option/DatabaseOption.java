package io.afterclose.cli.option;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
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

  /** The folder of Afterclose's own files, also where the database is elsewhere. */
  public Path home(Map<String, String> environment) {
    return DatabaseSettings.home(environment, Optional.ofNullable(home));
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

  /**
   * Opens the database only if that neither starts the embedded server nor changes the schema; else
   * nothing.
   */
  public Optional<Database> openAsItIs(ProcessContext process, JobName job) {
    DatabaseSettings settings = settings(process.environment());
    if (settings instanceof DatabaseSettings.Embedded embedded
        && !EmbeddedPostgres.status(embedded.home()).running()) {
      return Optional.empty();
    }
    Database database = Database.open(settings, job.text());
    try {
      if (Schema.isCurrent(database)) {
        return Optional.of(database);
      }
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
    database.close();
    return Optional.empty();
  }
}
