package io.afterclose.testkit.drill;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.testkit.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** One round's database, with a record of the writers; dropped when the round is over. */
public final class DrillDatabase implements AutoCloseable {

  private static final String TIME_ZONE = "America/Los_Angeles";

  private final TestServer server;
  private PostgresUrl url;

  private DrillDatabase(TestServer server, PostgresUrl url) {
    this.server = server;
    this.url = url;
  }

  /** An empty, migrated one. */
  static DrillDatabase emptyOn(TestServer server) {
    DrillDatabase database = new DrillDatabase(server, server.newDatabase(TIME_ZONE));
    database.does(WriteAudit::begin);
    return database;
  }

  /** Another one with the same content and no writers; this one must have no other session. */
  public DrillDatabase copy() {
    DrillDatabase copy = new DrillDatabase(server, server.copyOf(url.database(), TIME_ZONE));
    copy.execute("truncate drill_writes");
    return copy;
  }

  public PostgresUrl url() {
    return url;
  }

  /** What a process needs to use it, under a name of its own. */
  public Map<String, String> environment(String process) {
    return Map.of("DATABASE_URL", named(url.textWithPassword(), process));
  }

  /**
   * The same through a wire.
   *
   * @param parameters more of the address, as {@code &socketTimeout=5}
   */
  public Map<String, String> environment(String process, PostgresProxy wire, String parameters) {
    return Map.of("DATABASE_URL", named(wire.through(url), process) + parameters);
  }

  /** The data through one wire, locks through another. */
  public Map<String, String> environment(String process, PostgresProxy data, PostgresProxy locks) {
    Map<String, String> environment = new HashMap<>(environment(process, data, ""));
    environment.put("DATABASE_UNPOOLED_URL", named(locks.through(url), process));
    return environment;
  }

  private static String named(String address, String process) {
    return address + (address.contains("?") ? "&" : "?") + "application_name=" + process;
  }

  /** Stops the server, and starts it again after a while. */
  public void restartServer(Runnable meanwhile) {
    server.restart(meanwhile);
    url = server.now(url, TIME_ZONE);
  }

  /** What the data tables say. */
  public String dump() {
    return with(CanonicalDump::of);
  }

  /** The processes that wrote, in the order in which they took turns. */
  public List<String> writers() {
    return with(WriteAudit::turns);
  }

  /** The one column of a query, as texts. */
  public List<String> texts(String sql) {
    return with(
        jdbc -> jdbc.queryForList(sql, Object.class).stream().map(String::valueOf).toList());
  }

  /** Runs statements on it. */
  public void execute(String... statements) {
    does(jdbc -> List.of(statements).forEach(jdbc::execute));
  }

  /** Gives it to a preparation. */
  public void prepare(Consumer<DataSource> work) {
    try (Database database = open()) {
      work.accept(database.dataSource());
    }
  }

  private void does(Consumer<JdbcTemplate> work) {
    prepare(dataSource -> work.accept(new JdbcTemplate(dataSource)));
  }

  private <T> T with(Function<JdbcTemplate, T> question) {
    try (Database database = open()) {
      return question.apply(new JdbcTemplate(database.dataSource()));
    }
  }

  private Database open() {
    return Database.open(new DatabaseSettings.External(url, Optional.empty()), "drill");
  }

  @Override
  public void close() {
    server.drop(url.database());
  }
}
