package io.afterclose.console.connection;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import io.afterclose.database.server.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A database that is opened beside the server, so that the console serves before it answers. Until
 * then every connection is refused as unavailable. The schema is only checked: a migration belongs
 * to the jobs, but for a database in which there is nothing yet.
 */
public final class LateDatabase extends AbstractDataSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LateDatabase.class);
  private static final String NAME = "afterclose console";

  /** A request waits at most this long for a connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How often it is looked where the server is, once it does not answer. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final DatabaseSettings settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Database opened;
  private volatile boolean failing;
  private volatile String problem = "the database is being opened";

  public LateDatabase(DatabaseSettings settings) {
    this.settings = settings;
  }

  /** Begins to open it, on a thread of its own, again and again until it is open. */
  public void begin() {
    Thread thread = new Thread(this::keepOpen, "database");
    thread.setDaemon(true);
    thread.start();
  }

  private void keepOpen() {
    try {
      Duration pause = FIRST_PAUSE;
      while (!tryOpen()) {
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      }
      while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (failing && moved()) {
          Database before = opened;
          if (tryOpen() && before != null) {
            before.close();
          }
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the embedded server listens elsewhere: each of its starts takes a port of its own. One
   * that was stopped is not started from here again.
   */
  private boolean moved() {
    Database database = opened;
    if (database == null || !(settings instanceof DatabaseSettings.Embedded embedded)) {
      return false;
    }
    OptionalInt port = EmbeddedPostgres.status(embedded.home()).port();
    return port.isPresent() && !database.describe().contains(":" + port.getAsInt() + "/");
  }

  private boolean tryOpen() {
    Database database = null;
    try {
      database = Database.open(settings, NAME, PATIENCE);
      requireSchema(database);
      opened = database;
      failing = false;
      LOG.info("console: {} is open", database.describe());
      return true;
    } catch (DatabaseSettingsException | DatabaseUnavailableException failed) {
      if (database != null) {
        database.close();
      }
      String why = String.valueOf(failed.getMessage());
      if (!why.equals(problem)) {
        LOG.warn("console: {}; it is tried again", why);
      }
      problem = why;
      return false;
    }
  }

  /** Opens it now, for a command. */
  public static Database open(DatabaseSettings settings) {
    Database database = Database.open(settings, NAME);
    try {
      requireSchema(database);
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  private static void requireSchema(Database database) {
    if (Schema.isEmpty(database)) {
      Schema.migrate(database);
    } else if (!Schema.isCurrent(database)) {
      throw new DatabaseSettingsException(
          "the schema of %s is of another version: 'symbol-batch database migrate' brings it up to date"
              .formatted(database.describe()));
    }
  }

  /** The database, once it is open. */
  public Optional<Database> database() {
    return Optional.ofNullable(opened);
  }

  /** Why it is not open; for administrators, since it names the address. */
  public String problem() {
    return problem;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Database database = opened;
    if (database == null) {
      throw new DatabaseUnavailableException(problem);
    }
    try {
      return database.dataSource().getConnection();
    } catch (SQLException failed) {
      failing = true;
      throw failed;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new UnsupportedOperationException("the login is the one of the settings");
  }

  @Override
  public void close() {
    closing.countDown();
    Database database = opened;
    if (database != null) {
      database.close();
    }
  }
}
