package io.afterclose.testkit;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** One test class's own database: migrated, empty at first, dropped at the end. */
final class TestDatabase implements AutoCloseable {
  /**
   * Far from UTC and from New York: a date that SQL takes from the session's zone comes out wrong.
   */
  private static final String TIME_ZONE = "America/Los_Angeles";

  private static final String TABLES =
      """
      select quote_ident(tablename) from pg_tables
      where schemaname = current_schema() and tablename not like 'databasechangelog%'
        and tablename not in ('option_roots', 'schedules')
      """;
  private static final String USED_SEQUENCES =
      """
      select quote_ident(sequencename) from pg_sequences
      where schemaname = current_schema() and last_value is not null
      """;

  private final TestServer server;
  private final PostgresUrl url;
  private final Database database;

  private TestDatabase(TestServer server, PostgresUrl url) {
    this.server = server;
    this.url = url;
    this.database =
        Database.open(new DatabaseSettings.External(url, Optional.empty()), "afterclose test");
  }

  static TestDatabase createOn(TestServer server) {
    return new TestDatabase(server, server.newDatabase(TIME_ZONE));
  }

  public Database database() {
    return database;
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  /** What a child process needs to use the same database: {@code DATABASE_URL}. */
  public Map<String, String> environment() {
    return Map.of("DATABASE_URL", url.textWithPassword());
  }

  /** The same under another login. */
  public Map<String, String> environment(String user, String password) {
    return Map.of("DATABASE_URL", url.withLogin(user, password).textWithPassword());
  }

  /**
   * Empties every table but Liquibase's and what a migration filled, and lets all numbers begin at
   * 1 again.
   */
  public void reset() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource());
    List<String> filled = filledTables(jdbc);
    if (!filled.isEmpty()) {
      jdbc.execute("truncate " + String.join(", ", filled) + " cascade");
    }
    jdbc.queryForList(USED_SEQUENCES, String.class)
        .forEach(sequence -> jdbc.execute("alter sequence " + sequence + " restart"));
  }

  /** To truncate an empty table costs as much as to truncate a full one. */
  private static List<String> filledTables(JdbcTemplate jdbc) {
    String question =
        jdbc.queryForList(TABLES, String.class).stream()
            .map(table -> "select '%1$s' where exists (select from %1$s)".formatted(table))
            .collect(Collectors.joining(" union all "));
    return jdbc.queryForList(question, String.class);
  }

  @Override
  public void close() {
    database.close();
    server.drop(url.database());
  }
}
