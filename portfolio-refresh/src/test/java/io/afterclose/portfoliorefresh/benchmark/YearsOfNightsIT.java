package io.afterclose.portfoliorefresh.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfoliorefresh.fixture.JarRun;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.testkit.CommandRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A plan and a night with one new session on a database that has years of snapshots: what is read
 * does not grow with them. It is for {@code -Dyears.portfolios=2000}, which makes it a million
 * snapshots, or fewer.
 */
final class YearsOfNightsIT {
  private static final Path JAR = Path.of("target", "portfolio-refresh.jar").toAbsolutePath();
  private static final int PORTFOLIOS = Integer.getInteger("years.portfolios", 50);
  private static final int SESSIONS = Integer.getInteger("years.sessions", 540);
  private static final int FEW_SESSIONS = 40;

  /** The database counts what it did once a backend has ended. */
  private static final Duration COUNTED_AFTER = Duration.ofSeconds(2);

  private static final LocalDate D = SeededNight.D;
  private static final LocalDate BEFORE =
      NyseCalendar.standard().lastSessions(2, SeededNight.D).get(0);

  private static final String SNAPSHOTS =
      """
      insert into portfolio_snapshots
      select portfolio_id, session, 1, 'COMPLETE', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        repeat('0', 64), 'MISSING', null, now()
      from portfolios cross join unnest(cast(? as date[])) as s(session)
      """;

  private static final String READ =
      """
      select (select sum(coalesce(seq_tup_read, 0)) from pg_stat_user_tables)
        + (select sum(coalesce(idx_tup_read, 0)) from pg_stat_user_indexes)
      """;

  private static @Nullable BenchmarkServer started;

  @BeforeAll
  static void an_embedded_server_of_its_own() {
    assumeThat(System.getProperty("years.portfolios"))
        .as("measured on request: -Dyears.portfolios=50 takes a minute")
        .isNotNull();
    started =
        BenchmarkServer.start(
            Path.of("target", "years-home-" + ProcessHandle.current().pid()).toAbsolutePath());
  }

  @AfterAll
  static void nothing_is_left() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  private static BenchmarkServer server() {
    return Objects.requireNonNull(started, "server");
  }

  @Test
  void a_plan_and_a_night_read_as_much_after_years_as_after_weeks() throws Exception {
    server().seed(new SeededNight(PORTFOLIOS, 20));
    Cost few = afterNights(FEW_SESSIONS);
    Cost many = afterNights(SESSIONS);
    System.out.printf(
        Locale.ROOT,
        "%d portfolios, %d sessions: %s%n%d portfolios, %d sessions: %s%n",
        PORTFOLIOS,
        FEW_SESSIONS,
        few,
        PORTFOLIOS,
        SESSIONS,
        many);
    assertThat(many.planRows).isLessThan(few.planRows * 12 / 10);
    assertThat(many.nightRows).isLessThan(few.nightRows * 12 / 10);
    assertThat(many.statements).isEqualTo(few.statements);
  }

  /** The night before checks what it finds, as each night did before it; the next one counts. */
  private static Cost afterNights(int sessions) throws Exception {
    server().beforeTheNight();
    try (Database database = server().operators()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      jdbc.sql("delete from portfolio_snapshots").update();
      List<LocalDate> days = NyseCalendar.standard().lastSessions(sessions + 2, D);
      jdbc.sql(SNAPSHOTS).param(SqlArrays.texts(days.subList(0, sessions))).update();
      new SymbolNights(database.dataSource()).completed(BEFORE);
      jdbc.sql("vacuum analyze").update();
    }
    run("run", "--date", BEFORE.toString(), "--wait", "0s");
    Measured planned = measured("plan", "--date", D.toString());
    Measured night = measured("run", "--date", D.toString(), "--wait", "0s");
    assertThat(snapshots()).isEqualTo((long) PORTFOLIOS * (sessions + 2));
    return new Cost(planned.seconds, planned.rows, night.seconds, night.rows, night.statements);
  }

  private record Measured(double seconds, long rows, long statements) {}

  private static Measured measured(String... command) throws Exception {
    sql("select pg_stat_reset()");
    long statements = server().statements();
    double seconds = run(command);
    Thread.sleep(COUNTED_AFTER.toMillis());
    try (Database database = server().operators()) {
      long rows = JdbcClient.create(database.dataSource()).sql(READ).query(Long.class).single();
      return new Measured(seconds, rows, server().statements() - statements);
    }
  }

  private static void sql(String sql) {
    try (Database database = server().operators()) {
      JdbcClient.create(database.dataSource()).sql(sql).query(row -> {});
    }
  }

  private static long snapshots() {
    try (Database database = server().operators()) {
      return JdbcClient.create(database.dataSource())
          .sql("select count(*) from portfolio_snapshots")
          .query(Long.class)
          .single();
    }
  }

  /** Seconds of the whole process. */
  private static double run(String... command) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    long begin = System.nanoTime();
    CommandRun ended =
        JarRun.start(
                JAR,
                server().home(),
                Map.of("AFTERCLOSE_HEARTBEAT", "1h"),
                words.toArray(String[]::new))
            .endedWithin(Duration.ofMinutes(10));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * @param planSeconds of a whole process
   * @param planRows read from tables and indexes, by the server's own count
   */
  private record Cost(
      double planSeconds, long planRows, double nightSeconds, long nightRows, long statements) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "plan %.1f s, %d rows read; night of one new session %.1f s, %d rows read, %d statements",
          planSeconds,
          planRows,
          nightSeconds,
          nightRows,
          statements);
    }
  }
}
