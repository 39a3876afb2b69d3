package io.afterclose.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.jdbc.core.JdbcTemplate;

/** One embedded server for all test classes; it stops when the tests end. */
final class ServerExtension implements BeforeAllCallback {
  static final Path HOME = Path.of("target", "postgres-home").toAbsolutePath();

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
  static PostgresUrl emptyDatabase() {
    String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "test")) {
      new JdbcTemplate(database.dataSource()).execute("create database " + name);
    }
    return EmbeddedPostgres.start(HOME).withDatabase(name);
  }

  static Database open(PostgresUrl url) {
    return Database.open(new DatabaseSettings.External(url, Optional.empty()), "test");
  }
}
