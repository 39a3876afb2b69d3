package io.afterclose.database.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.server.ConnectionFailure;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.ServerConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** One PostgreSQL database, reachable when opened: a pool, and connections beside it. */
public final class Database implements AutoCloseable {
  private static final int OLDEST_VERSION = 15;
  private static final int MOST_CONNECTIONS = 10;

  /** How long a job waits for a connection of its pool. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String description;
  private final ServerConnections direct;
  private final HikariDataSource pool;

  private Database(
      String description, ServerConnections pooled, ServerConnections direct, Duration patience) {
    this.description = description;
    this.direct = direct;
    this.pool = new HikariDataSource(poolOf(pooled, patience));
  }

  /**
   * Starts or joins the embedded server, or connects to the one that the settings name. The pool
   * opens its connections when they are needed, at most ten.
   *
   * @param applicationName what the server shows as the sessions' name
   * @throws DatabaseSettingsException if the login, the database, the folder or the server's
   *     version does not serve, if locks would go through a pooler that keeps none, or if the
   *     unpooled address is another database
   * @throws DatabaseUnavailableException if the server does not answer now
   */
  public static Database open(DatabaseSettings settings, String applicationName) {
    return open(settings, applicationName, PATIENCE);
  }

  /**
   * The same for a program that answers others.
   *
   * @param patience how long at most a connection of the pool is waited for
   */
  public static Database open(
      DatabaseSettings settings, String applicationName, Duration patience) {
    if (settings instanceof DatabaseSettings.External external) {
      return external(external, applicationName, patience);
    }
    return embedded((DatabaseSettings.Embedded) settings, applicationName, patience);
  }

  private static Database external(
      DatabaseSettings.External settings, String applicationName, Duration patience) {
    Optional<PostgresUrl> unpooled = settings.unpooled();
    PostgresUrl url = unpooled.isPresent() ? settings.url().throughPooler() : settings.url();
    ServerConnections pooled = new ServerConnections(url, applicationName);
    checkVersion(pooled, url);
    if (unpooled.isEmpty()) {
      new DirectAddress(url, pooled)
          .requireSessions("set DATABASE_UNPOOLED_URL to the database's own address");
      return new Database(url.describe(), pooled, pooled, patience);
    }
    ServerConnections direct = new ServerConnections(unpooled.get(), applicationName);
    DirectAddress address = new DirectAddress(unpooled.get(), direct);
    address.requireSessions("DATABASE_UNPOOLED_URL must be the database's own address");
    address.requireSameDatabase(url, pooled);
    return new Database(url.describe(), pooled, direct, patience);
  }

  private static Database embedded(
      DatabaseSettings.Embedded settings, String applicationName, Duration patience) {
    PostgresUrl url = EmbeddedPostgres.start(settings.home());
    ServerConnections connections = new ServerConnections(url, applicationName);
    String description =
        "embedded PostgreSQL under " + settings.home() + " (" + url.describe() + ")";
    return new Database(description, connections, connections, patience);
  }

  private static void checkVersion(ServerConnections connections, PostgresUrl url) {
    try (Connection connection = connections.open()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_VERSION) {
        throw new DatabaseSettingsException(
            "PostgreSQL at %s is version %d; %d or newer is needed"
                .formatted(url.describe(), version, OLDEST_VERSION));
      }
    } catch (SQLException e) {
      throw ConnectionFailure.of(e, url);
    }
  }

  private static HikariConfig poolOf(ServerConnections connections, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(connections);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(patience.toMillis());
    return config;
  }

  /** The pool. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * A new connection beside the pool and beside any pooler in between, for locks and migrations;
   * the caller closes it.
   *
   * @throws DatabaseUnavailableException if the server does not answer now
   * @throws DatabaseSettingsException if it refuses the login
   */
  public Connection openDirect() {
    return direct.open();
  }

  /** Host, port and database, and the folder of an embedded one; never a password. */
  public String describe() {
    return description;
  }

  /** Closes the pool. An embedded server keeps running for other processes. */
  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return "Database[" + description + "]";
  }
}
