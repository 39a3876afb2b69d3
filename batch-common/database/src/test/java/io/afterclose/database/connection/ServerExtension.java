package io.afterclose.database.connection;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** One embedded server for all test classes; it stops with the JVM. */
public final class ServerExtension implements BeforeAllCallback {
  private static final String FORK = System.getProperty("tests.fork", "1");

  /** A server for each of the test processes that work at once. */
  public static final Path HOME =
      Path.of("target", FORK.equals("1") ? "postgres-home" : "postgres-home-" + FORK)
          .toAbsolutePath();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> EmbeddedPostgres.stop(HOME), "stop-test-server"));
  }

  /** What a test wrote needs to survive its processes, not the machine. */
  @Override
  public void beforeAll(ExtensionContext context) {
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "test")) {
      JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
      jdbc.execute("alter system set fsync = off");
      jdbc.execute("select pg_reload_conf()");
    }
  }

  /** A new database without any table. */
  public static PostgresUrl emptyDatabase() {
    return newDatabase("");
  }

  /** A new database with every table: a copy of one that was migrated once. */
  public static PostgresUrl migratedDatabase() {
    return newDatabase(" template " + Migrated.NAME);
  }

  private static PostgresUrl newDatabase(String template) {
    String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "test")) {
      new JdbcTemplate(database.dataSource()).execute("create database " + name + template);
    }
    return EmbeddedPostgres.start(HOME).withDatabase(name);
  }

  /** The one to copy from, made when the first copy is. */
  private static final class Migrated {
    static final String NAME = make();

    private static String make() {
      PostgresUrl url = emptyDatabase();
      try (Database database = open(url)) {
        Schema.migrate(database);
      }
      return url.database();
    }
  }

  public static Database open(PostgresUrl url) {
    return Database.open(new DatabaseSettings.External(url, Optional.empty()), "test");
  }
}
