package io.afterclose.deploy.benchmark;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The server whose databases the benchmark makes and removes: the product's own in a folder of the
 * benchmark, or the one that {@code DATABASE_URL} names, whose account must be allowed to create
 * databases. A superuser's statements are counted where the server has pg_stat_statements loaded.
 */
final class BenchmarkServer implements AutoCloseable {
  private static final String COUNTING = "pg_stat_statements";

  private final PostgresUrl url;
  private final boolean embedded;
  private final BenchmarkDatabase admin;
  private final boolean superuser;
  private final boolean counting;
  private final String prefix = "afterclose_benchmark_" + ProcessHandle.current().pid() + "_";
  private final Set<String> made = new LinkedHashSet<>();

  private BenchmarkServer(PostgresUrl url, boolean embedded) throws SQLException {
    this.url = url;
    this.embedded = embedded;
    this.admin = BenchmarkDatabase.open(url);
    this.superuser = admin.texts("show is_superuser").get(0).equals("on");
    this.counting =
        superuser && admin.texts("show shared_preload_libraries").get(0).contains(COUNTING);
    if (counting) {
      admin.execute("create extension if not exists " + COUNTING);
    }
  }

  /** Starts the product's own in an empty folder; the caller stops it. */
  static BenchmarkServer embedded(Path home) throws SQLException {
    PostgresUrl first = EmbeddedPostgres.start(home);
    try (BenchmarkDatabase admin = BenchmarkDatabase.open(first)) {
      admin.execute("alter system set shared_preload_libraries = '" + COUNTING + "'");
    }
    EmbeddedPostgres.stop(home);
    return new BenchmarkServer(EmbeddedPostgres.start(home), true);
  }

  static BenchmarkServer at(PostgresUrl url) throws SQLException {
    return new BenchmarkServer(url, false);
  }

  /** Server version and where it is, without a login. */
  String describe() throws SQLException {
    String version = admin.texts("show server_version").get(0);
    return "PostgreSQL %s, %s".formatted(version, embedded ? "embedded" : url.describe());
  }

  PostgresUrl url(String name) {
    return url.withDatabase(prefix + name);
  }

  BenchmarkDatabase open(String name) throws SQLException {
    return BenchmarkDatabase.open(url(name));
  }

  /** Makes a database with the product's tables, empty. */
  void create(String name) throws SQLException {
    copy(name, "template1", false);
    try (Database database =
        Database.open(new DatabaseSettings.External(url(name), Optional.empty()), "benchmark")) {
      Schema.ensureCurrent(database);
    }
  }

  /** Makes a database that is as another one is now, in place of one of the same name. */
  void copy(String name, String source) throws SQLException {
    copy(name, prefix + source, true);
  }

  private void copy(String name, String template, boolean settled) throws SQLException {
    drop(name);
    made.add(name);
    admin.execute("create database " + prefix + name + " template " + template);
    if (settled && superuser) {
      // What a copy has to write is not to be paid for by what is measured.
      admin.execute("checkpoint");
    }
  }

  void drop(String name) throws SQLException {
    admin.execute("drop database if exists " + prefix + name + " with (force)");
    made.remove(name);
  }

  /** What was sent to a database since it was made; empty where it is not counted. */
  OptionalLong statements(String name) throws SQLException {
    if (!counting) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        (long)
            admin.number(
                """
                select coalesce(sum(s.calls), 0) from pg_stat_statements s
                join pg_database d on d.oid = s.dbid where d.datname = '%s'
                """
                    .formatted(prefix + name)));
  }

  /** Removes all that was made. */
  @Override
  public void close() throws SQLException {
    for (String name : Set.copyOf(made)) {
      drop(name);
    }
    admin.close();
  }
}
