package io.afterclose.portfoliorefresh.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.schema.Schema;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A night with one new session, after few nights and after many: what is read must not grow with
 * what was ever written. In a plain build it is small; {@code benchmark.sessions} makes it large.
 */
final class YearsOfNightsIT {

  private static final int PORTFOLIOS = Integer.getInteger("benchmark.years.portfolios", 100);
  private static final int SESSIONS = Integer.getInteger("benchmark.years.sessions", 80);
  private static final int FEW = Integer.getInteger("benchmark.years.few", 20);

  private static final String READ =
      """
      select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as tuples
      from pg_stat_user_tables order by relname
      """;

  @TempDir Path folder;

  @Test
  void a_night_reads_as_many_rows_of_snapshots_and_changes_after_many_nights_as_after_few() {
    Path home = folder.resolve("home").toAbsolutePath();
    try {
      Map<String, Long> few = readByNight(home, "few", new YearsOfNights(PORTFOLIOS, FEW));
      Map<String, Long> many = readByNight(home, "many", new YearsOfNights(PORTFOLIOS, SESSIONS));
      for (String table :
          List.of("portfolio_snapshots", "market_data_changes", "portfolio_changes")) {
        assertThat(many.get(table)).as(table).isLessThan(few.get(table) + 4L * PORTFOLIOS);
      }
    } finally {
      EmbeddedPostgres.stop(home);
    }
  }

  private static Map<String, Long> readByNight(Path home, String name, YearsOfNights nights) {
    try (Database admin = Database.open(BenchmarkServer.at(home, "postgres"), "benchmark")) {
      JdbcClient.create(admin.dataSource()).sql("create database " + name).update();
    }
    try (Database database = Database.open(BenchmarkServer.at(home, name), "benchmark")) {
      Schema.ensureCurrent(database);
      nights.store(database);
      GapPlanner planner = components(database).planner();
      double first = seconds(() -> planner.planAndMark(request()));
      nights.evening(database);
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      jdbc.sql("select pg_stat_reset()").query().singleRow();
      double plan = seconds(() -> planner.plan(request()));
      Map<String, Long> planned = read(jdbc);
      double night = seconds(() -> night(database));
      Map<String, Long> read = read(jdbc);
      System.out.printf(
          Locale.ROOT,
          "%s: first plan of all %.1f s, plan %.2f s, night %.1f s%nread by the plan %s%nread by"
              + " both %s%n",
          nights,
          first,
          plan,
          night,
          planned,
          read);
      assertThat(jdbc.sql("select count(*) from portfolio_snapshots").query(Long.class).single())
          .isEqualTo((long) nights.portfolios() * (nights.sessions() + 1));
      return read;
    }
  }

  private static void night(Database database) {
    SnapshotComponents components = components(database);
    GapPlan plan = components.planner().planAndMark(request());
    List<PortfolioDates> work = plan.work();
    for (int from = 0; from < work.size(); from += 100) {
      List<PortfolioDates> chunk = work.subList(from, Math.min(work.size(), from + 100));
      components
          .repeatableRead()
          .executeWithoutResult(status -> components.work().make(chunk, null));
    }
  }

  private static SnapshotComponents components(Database database) {
    return new SnapshotComponents(
        database.dataSource(), NyseCalendar.standard(), SettableClock.at("2022-07-01T02:30:00Z"));
  }

  private static GapRequest request() {
    return GapRequest.nightly(YearsOfNights.D, KeyRange.ALL);
  }

  /** The server's own counters, once it has written them down. */
  private static Map<String, Long> read(JdbcClient jdbc) {
    jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
    Map<String, Long> read = new TreeMap<>();
    jdbc.sql(READ)
        .query(
            row -> {
              if (row.getLong("tuples") > 0) {
                read.put(row.getString("relname"), row.getLong("tuples"));
              }
            });
    return read;
  }

  private static double seconds(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }
}
