package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A night in which the database balks at some portfolios, and the night after it. The profile
 * {@code benchmarks} makes 500 of 10,000 of it.
 */
final class NightOfFailuresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int PORTFOLIOS = 250;

  private static final int MANY = Integer.getInteger("night.portfolios", PORTFOLIOS);
  private static final int FAILURES = Integer.getInteger("night.failures", 12);
  private static final String SEED = System.getProperty("night.seed", "one");

  private static final LocalDate BEFORE = LocalDate.parse("2022-06-29");
  private static final LocalDate NEXT = LocalDate.parse("2022-07-01");
  private static final Workers WORKERS = new Workers(2, 4);
  private static final Path REPORTS = Path.of("target", "night-of-failures");

  private static final String SHOWN =
      """
      select concat_ws(' ', position_id, last_price, last_price_date, valued_on, market_value,
        unrealized_pnl)
      from positions order by position_id
      """;

  /** Every kind of passing failure, by the portfolio's key. */
  private static final String BALK =
      """
      create function balk() returns trigger language plpgsql as
      $$ begin
        if exists (select 1 from victims v where v.portfolio_id = new.portfolio_id) then
          raise exception 'not now' using errcode =
            (array['40001', '40P01', '55P03', '08006', '57P01'])[new.portfolio_id % 5 + 1];
        end if;
        return new;
      end $$
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_database_that_balks_at_victims() {
    world.sql().sql("create table victims (portfolio_id bigint primary key)").update();
    world.sql().sql(BALK).update();
    world
        .sql()
        .sql(
            "create trigger balk before insert on portfolio_snapshots"
                + " for each row execute function balk()")
        .update();
  }

  private void nightOf(int portfolios) {
    world.prices().save(ManyPortfolios.closes(List.of(D)));
    ManyPortfolios.store(world.dataSource(), portfolios);
    world.symbolNights().completed(D);
  }

  @AfterEach
  void nothing_balks() {
    world.sql().sql("drop function balk cascade").update();
    world.sql().sql("drop table victims").update();
  }

  /** All have a snapshot already: of one that has none only the night itself is expected. */
  @Test
  void what_failed_at_random_is_made_by_the_next_night() throws IOException {
    nightOf(MANY);
    world.prices().save(ManyPortfolios.closes(List.of(BEFORE, NEXT)));
    world.symbolNights().completed(BEFORE);
    world.symbolNights().completed(NEXT);
    world.clock().advance(Duration.ofDays(1));
    run(BEFORE, 1, RunOutcome.COMPLETED);
    run(D, 1, RunOutcome.COMPLETED);
    run(NEXT, 1, RunOutcome.COMPLETED);
    List<String> undisturbed = world.tables().snapshots();
    List<String> shown = shown();
    assertThat(undisturbed).hasSize(3 * MANY);
    world
        .sql()
        .sql("delete from portfolio_snapshots where snapshot_date > ?")
        .param(BEFORE)
        .update();
    world.sql().sql("update positions set valued_on = null, market_value = null").update();

    victims(FAILURES, SEED);
    List<String> failed = victims();
    run(D, 2, FAILURES * 10 > MANY ? RunOutcome.PARTIAL : RunOutcome.COMPLETED);
    report(D, MANY, FAILURES);
    assertThat(failed()).isEqualTo(failed);
    assertThat(undisturbed).containsAll(world.tables().snapshots());
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(2 * MANY - FAILURES);

    world.sql().sql("truncate victims").update();
    try (LogLines log = new LogLines()) {
      run(NEXT, 2, RunOutcome.COMPLETED);
      assertThat(
              log.containing(
                  "portfolios: %1$d processed, %1$d succeeded, 0 failed; %2$d snapshots, %3$d of them backfilled"
                      .formatted(MANY, MANY + FAILURES, FAILURES)))
          .hasSize(1);
    }
    report(NEXT, MANY, 0);
    assertThat(world.tables().snapshots()).isEqualTo(undisturbed);
    assertThat(shown()).isEqualTo(shown);
  }

  private void run(LocalDate date, int revision, RunOutcome expected) {
    long begin = System.nanoTime();
    assertThat(world.runFor(date, revision, WORKERS).outcome()).isEqualTo(expected);
    System.out.printf(
        Locale.ROOT,
        "%s, revision %d: %.1f s%n",
        date,
        revision,
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
  }

  /** Keeps what an operator is shown of a night, and tells its beginning. */
  private void report(LocalDate date, int processed, int failed) throws IOException {
    String json = world.command("show", "--date", date.toString(), "-o", "json").out();
    String table = world.command("show", "--date", date.toString(), "-o", "table").out();
    Files.createDirectories(REPORTS);
    Files.writeString(REPORTS.resolve(date + ".json"), json);
    Files.writeString(REPORTS.resolve(date + ".txt"), table);
    System.out.printf(
        "%s, %d of %d fail, chosen by '%s':%n%s%n",
        date, failed, processed, SEED, beginning(table));
    System.out.println(beginning(json));
    assertThat(
            JsonMapper.shared()
                .readTree(json)
                .path("failure")
                .valueStream()
                .filter(NightOfFailuresTest::failedPortfolio))
        .hasSize(failed);
  }

  private static boolean failedPortfolio(JsonNode row) {
    return row.path("phase").asString().equals("refreshPortfolios");
  }

  private static String beginning(String lines) {
    return lines.lines().limit(20).collect(Collectors.joining("\n"));
  }

  private List<String> shown() {
    return world.sql().sql(SHOWN).query(String.class).list();
  }

  @Test
  void nothing_is_lost_and_nothing_is_doubled() {
    nightOf(PORTFOLIOS);
    List<String> undisturbed = undisturbed();
    victims(26);
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 2, WORKERS).outcome()).isEqualTo(RunOutcome.PARTIAL);
      assertThat(log.containing("ALERT"))
          .singleElement()
          .asString()
          .contains("26 of 250 portfolios failed; they are tried again by the next run");
      assertThat(
              log.containing("portfolios: 250 processed, 224 succeeded, 26 failed; 224 snapshots"))
          .hasSize(1);
    }
    assertThat(undisturbed).containsAll(world.tables().snapshots()).hasSize(PORTFOLIOS);
    assertThat(failed()).isEqualTo(victims());

    world.sql().sql("truncate victims").update();
    List<String> kept = world.tables().rows().get("portfolio_snapshots");
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 3, WORKERS).outcome()).isEqualTo(RunOutcome.COMPLETED);
      assertThat(log.containing("portfolios: 26 processed, 26 succeeded, 0 failed; 26 snapshots"))
          .hasSize(1);
    }
    assertThat(world.tables().snapshots()).isEqualTo(undisturbed);
    assertThat(world.tables().rows().get("portfolio_snapshots"))
        .as("what the first night wrote stays as it was")
        .containsAll(kept == null ? List.of() : kept);
  }

  @Test
  void one_in_ten_is_no_alert() {
    nightOf(PORTFOLIOS);
    victims(25);
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 1, WORKERS).outcome()).isEqualTo(RunOutcome.COMPLETED);
      assertThat(log.containing("ALERT")).isEmpty();
    }
    assertThat(failed()).isEqualTo(victims());
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(PORTFOLIOS - 25);
  }

  private List<String> undisturbed() {
    assertThat(world.runFor(D, 1, WORKERS).outcome()).isEqualTo(RunOutcome.COMPLETED);
    List<String> rows = world.tables().snapshots();
    world.sql().sql("truncate portfolio_snapshots").update();
    return rows;
  }

  /** Any of them, but the same in each run of the test. */
  private void victims(int count) {
    victims(count, "");
  }

  private void victims(int count, String seed) {
    world
        .sql()
        .sql(
            "insert into victims select portfolio_id from portfolios"
                + " order by md5(portfolio_id || ?) limit ?")
        .params(seed, count)
        .update();
  }

  private List<String> victims() {
    return world
        .sql()
        .sql("select name from portfolios join victims using (portfolio_id) order by name")
        .query(String.class)
        .list();
  }

  private List<String> failed() {
    return world
        .sql()
        .sql("select item from run_item_failures where reason = 'DATABASE_BUSY' order by item")
        .query(String.class)
        .list();
  }
}
