package io.afterclose.testkit;

import io.afterclose.database.connection.Database;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test class a migrated, empty database of its own on a real server, whose sessions run
 * in the time zone America/Los_Angeles. Register it as a static field, or with {@code @ExtendWith}
 * and take a {@link Database}, {@link DataSource} or {@link TestDatabase} as a parameter. One
 * server serves all classes of a JVM; it stops with the JVM.
 */
public final class PostgresExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

  private @Nullable TestDatabase current;

  @Override
  public void beforeAll(ExtensionContext context) {
    current = testDatabase(context);
  }

  /** The class's database, opened. */
  public Database database() {
    return testDatabase().database();
  }

  public DataSource dataSource() {
    return database().dataSource();
  }

  /** What a child process needs to use the same database: {@code DATABASE_URL}. */
  public Map<String, String> environment() {
    return testDatabase().environment();
  }

  /** The same under another login. */
  public Map<String, String> environment(String user, String password) {
    return testDatabase().environment(user, password);
  }

  /** Empties every table, and lets all numbers begin at 1 again. */
  public void reset() {
    testDatabase().reset();
  }

  private TestDatabase testDatabase() {
    return Optional.ofNullable(current)
        .orElseThrow(
            () ->
                new IllegalStateException("The database is there from @BeforeAll on, not before"));
  }

  /** A nested class shares the outer one's. */
  private static TestDatabase testDatabase(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TestDatabase.class,
            key -> TestDatabase.createOn(TestServer.shared()),
            TestDatabase.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == Database.class || type == DataSource.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestDatabase database = testDatabase(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestDatabase.class) {
      return database;
    }
    return type == Database.class ? database.database() : database.dataSource();
  }
}
