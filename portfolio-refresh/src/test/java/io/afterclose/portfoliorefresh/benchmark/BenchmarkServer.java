package io.afterclose.portfoliorefresh.benchmark;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import io.afterclose.testkit.BorrowedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An embedded server of its own, as an operator has it but that it counts statements. The job works
 * in the database that the jar takes anyhow; the plain SQL in another one beside it, both copies of
 * one seed.
 */
final class BenchmarkServer implements AutoCloseable {
  private static final String OPERATORS = "afterclose";
  private static final String SEED = "seed";
  private static final String PLAIN = "plain";

  /** A copy is another database: what was read in the first one would count as unknown. */
  private static final String READ_HERE =
      "update portfolio_snapshots set read_server = server_identity()";

  private static final String STATEMENTS =
      """
      select coalesce(sum(s.calls), 0) from pg_stat_statements s
      join pg_database d on d.oid = s.dbid
      where d.datname = ?
      """;

  private static final String LONGEST =
      """
      select lpad(s.calls::text, 7) || lpad(round(s.total_exec_time)::text, 8) || ' ms  '
        || left(regexp_replace(s.query, '\\s+', ' ', 'g'), 110)
      from pg_stat_statements s
      join pg_database d on d.oid = s.dbid
      where d.datname = ?
      order by s.total_exec_time desc limit 15
      """;

  private final Path home;
  private final PostgresUrl url;
  private final Database admin;

  private BenchmarkServer(Path home, PostgresUrl url) {
    this.home = home;
    this.url = url;
    this.admin = open("postgres");
  }

  /** Starts it in an empty folder. */
  static BenchmarkServer start(Path home) {
    PostgresUrl before = EmbeddedPostgres.start(BorrowedPrograms.linkedInto(home));
    try (Database database = open(before, "postgres")) {
      JdbcClient.create(database.dataSource())
          .sql("alter system set shared_preload_libraries = 'pg_stat_statements'")
          .update();
    }
    EmbeddedPostgres.stop(home);
    BenchmarkServer server = new BenchmarkServer(home, EmbeddedPostgres.start(home));
    server.admin("create extension pg_stat_statements");
    return server;
  }

  /** Makes the night that the next copies are of. */
  void seed(SeededNight night) throws SQLException {
    copy("template1", SEED);
    try (Database database = open(SEED)) {
      Schema.ensureCurrent(database);
      night.store(database);
    }
  }

  /** The job's database as it was before the night, and nothing counted. */
  void beforeTheNight() {
    copy(SEED, OPERATORS);
    try (Database copy = operators()) {
      JdbcClient.create(copy.dataSource()).sql(READ_HERE).update();
    }
    admin("select pg_stat_statements_reset()");
  }

  private void copy(String template, String name) {
    admin("drop database if exists " + name + " with (force)");
    admin("create database " + name + " template " + template);
    admin("checkpoint");
  }

  Path home() {
    return home;
  }

  /** The one that the job works in. */
  Database operators() {
    return open(OPERATORS);
  }

  /** The one that the plain SQL works in, as it was before the night. */
  Database plain() {
    copy(SEED, PLAIN);
    return open(PLAIN);
  }

  /** What the job's database was asked since the night began. */
  long statements() {
    return JdbcClient.create(admin.dataSource())
        .sql(STATEMENTS)
        .param(OPERATORS)
        .query(Long.class)
        .single();
  }

  /** The statements that took the database longest, with how often they were asked. */
  List<String> longest() {
    return JdbcClient.create(admin.dataSource())
        .sql(LONGEST)
        .param(OPERATORS)
        .query(String.class)
        .list();
  }

  private void admin(String sql) {
    new JdbcTemplate(admin.dataSource()).execute(sql);
  }

  private Database open(String database) {
    return open(url, database);
  }

  private static Database open(PostgresUrl url, String database) {
    return Database.open(
        new DatabaseSettings.External(url.withDatabase(database), Optional.empty()), "benchmark");
  }

  /** Stops it and removes its folder. */
  @Override
  public void close() throws IOException {
    admin.close();
    EmbeddedPostgres.stop(home);
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
