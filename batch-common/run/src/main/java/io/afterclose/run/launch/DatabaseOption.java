package io.afterclose.run.launch;

import io.afterclose.database.Database;
import io.afterclose.database.DatabaseSettings;
import io.afterclose.database.Schema;
import io.afterclose.run.JobName;
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
  public Database open(Surroundings surroundings, JobName job) {
    Database database = Database.open(settings(surroundings.environment()), job.text());
    try {
      Schema.ensureCurrent(database);
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }
}
