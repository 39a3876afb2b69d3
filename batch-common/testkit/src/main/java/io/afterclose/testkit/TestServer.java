package io.afterclose.testkit;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The server that a JVM's tests share, with a migrated database to copy from. It is the embedded
 * one under {@code target/postgres-home}, or the one that {@code TEST_DATABASE_URL} names; drills
 * have one of their own, which they restart.
 */
public final class TestServer {
  private static final String PREFIX = "afterclose_test_";
  private static final String LEFT_BEHIND =
      """
      select datname from pg_database d
      where datname like 'afterclose\\_test\\_%'
        and not exists (select from pg_stat_activity a where a.datid = d.oid)
      """;
  private static final String OTHERS_AT_WORK =
      """
      select count(*) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
      """;

  private final Optional<Path> home;
  private final String template;
  private volatile PostgresUrl admin;

  private TestServer(Optional<Path> home, PostgresUrl admin) {
    this.home = home;
    this.admin = admin;
    this.template = newName();
  }

  /** The one that all test classes of this JVM share; it stops when the JVM does. */
  static TestServer shared() {
    return Shared.SERVER;
  }

  /** Not in JUnit's store: of two forks, each runs class by class, and closes it after each. */
  private static final class Shared {
    static final TestServer SERVER = start();

    static {
      SERVER.stopWithThisProcess();
    }
  }

  private static TestServer start() {
    TestServer server =
        Optional.ofNullable(System.getenv("TEST_DATABASE_URL"))
            .filter(url -> !url.isBlank())
            .map(url -> PostgresUrl.parse("TEST_DATABASE_URL", url))
            .or(DockerPostgres::started)
            .map(url -> new TestServer(Optional.empty(), url))
            .orElseGet(() -> embedded(TargetFolder.ofThisProcess("postgres-home", "")));
    System.out.println("Tests use PostgreSQL at " + server.admin.describe() + server.kind());
    return server.prepared();
  }

  /** An embedded one under this folder, for tests that restart it; it stops when the JVM does. */
  public static TestServer startIn(Path home) {
    TestServer server = embedded(home).prepared();
    server.stopWithThisProcess();
    return server;
  }

  private void stopWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-test-server"));
  }

  private TestServer prepared() {
    execute("create database " + template);
    try (Database database = open(template)) {
      Schema.ensureCurrent(database);
    }
    return this;
  }

  /** What a test wrote needs to survive its processes, not the machine. */
  private void withoutSync() {
    execute("alter system set fsync = off");
    execute("select pg_reload_conf()");
  }

  private String kind() {
    return home.isPresent() ? ", the embedded one" : ", one that was there";
  }

  /** Databases of a run that was killed would stay for ever. */
  private static TestServer embedded(Path home) {
    TestServer server =
        new TestServer(
            Optional.of(home), EmbeddedPostgres.start(BorrowedPrograms.linkedInto(home)));
    server.withoutSync();
    if (server.othersAtWork() == 0) {
      server.query(jdbc -> jdbc.queryForList(LEFT_BEHIND, String.class)).forEach(server::drop);
    }
    return server;
  }

  /** A database of its own, migrated and empty, whose sessions run in another time zone. */
  public PostgresUrl newDatabase(String timeZone) {
    return copyOf(template, timeZone);
  }

  /** A copy of a database that has no other session. */
  public PostgresUrl copyOf(String database, String timeZone) {
    String name = newName();
    execute("create database " + name + " template " + database);
    execute("alter database " + name + " set timezone to '" + timeZone + "'");
    return admin.withDatabase(name).withTimeZone(timeZone);
  }

  /**
   * Stops an embedded one, whose sessions are cut off, and starts it again, on another port.
   *
   * @param meanwhile done while it is away
   */
  public void restart(Runnable meanwhile) {
    Path folder = home.orElseThrow(() -> new IllegalStateException("not ours to restart"));
    EmbeddedPostgres.stop(folder);
    meanwhile.run();
    admin = EmbeddedPostgres.start(folder);
  }

  /** Where a database is now. */
  public PostgresUrl now(PostgresUrl database, String timeZone) {
    return admin.withDatabase(database.database()).withTimeZone(timeZone);
  }

  public void drop(String database) {
    execute("drop database if exists " + database + " with (force)");
  }

  private static String newName() {
    String random = UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    return PREFIX + random.toLowerCase(Locale.ROOT);
  }

  private Database open(String name) {
    return Database.open(
        new DatabaseSettings.External(admin.withDatabase(name), Optional.empty()), "testkit");
  }

  private void execute(String sql) {
    query(
        jdbc -> {
          jdbc.execute(sql);
          return sql;
        });
  }

  private <T> T query(Function<JdbcTemplate, T> work) {
    try (Database database = open(admin.database());
        Connection connection = database.openDirect()) {
      return work.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
    } catch (SQLException e) {
      throw new IllegalStateException("Tests cannot use " + admin.describe(), e);
    }
  }

  /** Stops the embedded server, unless another process's tests are at work on it. */
  private void close() {
    drop(template);
    home.filter(folder -> othersAtWork() == 0).ifPresent(EmbeddedPostgres::stop);
  }

  private long othersAtWork() {
    return query(jdbc -> jdbc.queryForObject(OTHERS_AT_WORK, Long.class));
  }
}
