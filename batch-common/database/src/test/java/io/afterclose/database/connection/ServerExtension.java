package io.afterclose.database.connection;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.jdbc.core.JdbcTemplate;

/** One embedded server for all test classes; it stops when the tests end. */
public final class ServerExtension implements BeforeAllCallback {
  public static final Path HOME = Path.of("target", "postgres-home").toAbsolutePath();

  /** Stops the server when JUnit closes it. */
  private static final class Running implements AutoCloseable {
    @Override
    public void close() {
      EmbeddedPostgres.stop(HOME);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(ServerExtension.class))
        .computeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  /** A new database without any table. */
  public static PostgresUrl emptyDatabase() {
    String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "test")) {
      new JdbcTemplate(database.dataSource()).execute("create database " + name);
    }
    return EmbeddedPostgres.start(HOME).withDatabase(name);
  }

  public static Database open(PostgresUrl url) {
    return Database.open(new DatabaseSettings.External(url, Optional.empty()), "test");
  }
}
