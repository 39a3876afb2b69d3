package io.afterclose.console.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.symbols.StoredNights;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * One portfolio, worked out by hand. Net asset value 10,000: 4,000 of KILO (market beta 1.1), a
 * short of 1,000 of LIMA (2.0), 500 private, 1,500 of an option, 2,000 of NOVA without factors and
 * cash; gross 9,000, of which 5,000 has factors.
 */
class ExposureApiTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final LocalDate WEDNESDAY = LocalDate.parse("2022-06-29");
  private static final LocalDate THURSDAY = LocalDate.parse("2022-06-30");

  private static final String SNAPSHOT =
      """
      insert into portfolio_snapshots (portfolio_id, snapshot_date, revision, status, total_value,
        total_cost, total_pnl, pnl_percent, cash_value, net_asset_value, cumulative_external_flows,
        long_value, short_value, gross_exposure, net_exposure, position_count, priced_count,
        stale_count, estimated_count, unpriced_count, coverage, fingerprint, reason, written_at)
      values (?, ?, ?, 'COMPLETE', 7000, 7000, 0, 0, 3000, ?, 0, 8000, -1000, 9000, 7000, 5, 5, 0, 0,
        0, 1, repeat('0', 64), 'MISSING', now())
      """;

  private static final String POSITION =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, valued_on, market_value)
      values (?, ?, ?, ?, 1, '2022-06-01', '2022-06-01', 1, 1, '2022-06-30', ?)
      """;

  private static TestConsole console;
  private static JdbcTemplate jdbc;
  private static String viewer;
  private static long growth;
  private static long other;

  @BeforeAll
  static void start() {
    postgres.reset();
    jdbc = new JdbcTemplate(postgres.dataSource());
    StoredNights nights = new StoredNights(postgres.dataSource());
    growth = portfolio("Growth");
    other = portfolio("Other");
    jdbc.update(SNAPSHOT, growth, WEDNESDAY, 1, 8000);
    jdbc.update(SNAPSHOT, growth, THURSDAY, 1, 9999);
    jdbc.update(SNAPSHOT, growth, THURSDAY, 2, 10000);
    jdbc.update(POSITION, growth, "KILO", "PUBLIC", "LONG", 3000);
    jdbc.update(POSITION, growth, "KILO", "PUBLIC", "LONG", 1000);
    jdbc.update(POSITION, growth, "LIMA", "PUBLIC", "SHORT", -1000);
    jdbc.update(POSITION, growth, "ACME", "PRIVATE", "LONG", 500);
    jdbc.update(POSITION, growth, "KILO220715C00010000", "OPTIONS", "LONG", 1500);
    jdbc.update(POSITION, growth, "NOVA", "PUBLIC", "LONG", 2000);
    nights.night(WEDNESDAY, 1, 0.5, List.of("KILO", "SPY"));
    StoredNights.AtWork night = nights.begin("symbol-batch", THURSDAY, "all", 1);
    nights.write(THURSDAY, 1.1, List.of("KILO", "SPY"));
    nights.write(THURSDAY, 2.0, List.of("LIMA"));
    nights.end(night, BatchStatus.COMPLETED);
    console = TestConsole.start(postgres, home, SettableClock.at("2022-07-01T02:00:00Z"));
    viewer = console.token(Role.VIEWER, Optional.of(List.of("Growth")));
    assertThat(console.post("/api/v1/cache/reload", console.token(Role.OPERATOR), "").statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static long portfolio(String name) {
    Long key =
        jdbc.queryForObject(
            "insert into portfolios (name, created_at) values (?, now()) returning portfolio_id",
            Long.class,
            name);
    return Objects.requireNonNull(key);
  }

  private static String path(long portfolio) {
    return "/api/v1/portfolios/" + portfolio + "/exposures";
  }

  @Test
  void the_exposures_are_those_worked_out_by_hand() {
    JsonNode answer = console.json(path(growth), viewer);

    assertThat(answer.get("portfolio").asString()).isEqualTo("Growth");
    assertThat(answer.get("as_of").asString()).isEqualTo("2022-06-30");
    assertThat(answer.get("revision").asInt()).isEqualTo(2);
    assertThat(answer.get("source").asString()).isEqualTo("cache");
    assertThat(answer.get("private_allocation_pct").asDouble()).isEqualTo(5.0);
    assertThat(answer.get("note").asString())
        .isEqualTo("Factor exposures based on PUBLIC/OPTIONS positions only");
    assertThat(answer.get("covered_weight").asDouble()).isEqualTo(5.0 / 9, offset(1e-12));
    JsonNode market = answer.get("factors").get(0);
    assertThat(market.get("code").asString()).isEqualTo("MARKET_BETA");
    // 4,000 × 1.1 − 1,000 × 2.0 = 2,400
    assertThat(market.get("dollars").asDouble()).isEqualTo(2400, offset(1e-9));
    assertThat(market.get("value").asDouble()).isEqualTo(0.24, offset(1e-12));
    // over 4,000 − 1,000
    assertThat(market.get("normalised").asDouble()).isEqualTo(0.8, offset(1e-12));
    assertThat(market.get("covered").asDouble()).isEqualTo(5.0 / 9, offset(1e-12));
    assertThat(market.get("reason").isNull()).isTrue();
    JsonNode rates = answer.get("factors").get(1);
    assertThat(rates.get("value").isNull()).isTrue();
    // 5,000 of 9,000
    assertThat(rates.get("reason").asString()).isEqualTo("INSUFFICIENT_DATA for 56 % of weight");

    assertThat(answer.get("positions"))
        .extracting(it -> it.get("symbol").asString() + " " + it.get("reason").asString("null"))
        .containsExactly(
            "ACME PRIVATE",
            "KILO null",
            "KILO220715C00010000 OPTIONS",
            "LIMA null",
            "NOVA NO_FACTORS");
    JsonNode kilo = answer.get("positions").get(1);
    assertThat(kilo.get("weight").asDouble()).isEqualTo(0.4);
    assertThat(kilo.get("factors").get("MARKET_BETA").get("contribution").asDouble())
        .isEqualTo(0.44, offset(1e-12));
    assertThat(answer.get("positions").get(3).get("weight").asDouble()).isEqualTo(-0.1);
  }

  @Test
  void a_portfolio_that_may_not_be_seen_is_answered_as_one_that_does_not_exist() {
    HttpResponse<String> foreign = console.get(path(other), viewer);
    HttpResponse<String> none = console.get(path(999), viewer);
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(foreign.body()).contains("there is no portfolio " + other);
    assertThat(console.get(path(other), console.token(Role.VIEWER)).statusCode())
        .as("it exists and has no snapshot")
        .isEqualTo(409);
  }

  @Test
  void the_same_is_not_sent_again_and_another_value_is() {
    HttpResponse<String> first = console.get(path(growth), viewer);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("\"p" + growth + "-r2-");
    assertThat(again(tag).statusCode()).isEqualTo(304);
    jdbc.update("update positions set market_value = 3500 where market_value = 3000");
    try {
      assertThat(again(tag).statusCode()).isEqualTo(200);
    } finally {
      jdbc.update("update positions set market_value = 3000 where market_value = 3500");
    }
    assertThat(again(tag).statusCode()).isEqualTo(304);
  }

  private static HttpResponse<String> again(String tag) {
    return console.send(console.with(viewer, path(growth)).header("If-None-Match", tag));
  }

  @Test
  void a_past_date_is_of_the_stored_figures_and_not_answered_before_they_are_there() {
    String past = path(growth) + "?date=2022-06-29";
    HttpResponse<String> early = console.get(past, viewer);
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("not calculated yet");

    jdbc.update("delete from portfolio_figures_due");
    jdbc.update(
        """
        insert into portfolio_figure_grids (portfolio_id, figure_date, code, revision, row_names,
          column_names, cells, observations, fingerprint, change, written_at)
        values (?, '2022-06-29', 'POSITION_EXPOSURES', 1, array['KILO'], array['EXPOSURE', 'WEIGHT'],
          array[2000.0, 0.25], array[]::integer[], repeat('0', 32), 'MISSING', now())
        """,
        growth);
    jdbc.update(
        """
        insert into portfolio_figures (portfolio_id, figure_date, code, basis, period, item, revision,
          value, observations, fingerprint, change, written_at)
        values (?, '2022-06-29', 'PRIVATE_ALLOCATION', 'POSITIONS', '', '', 1, 0.05, 1,
          repeat('0', 32), 'MISSING', now())
        """,
        growth);
    JsonNode answer = console.json(past, viewer);
    assertThat(answer.get("source").asString()).isEqualTo("database");
    assertThat(answer.get("private_allocation_pct").asDouble()).isEqualTo(5.0);
    // 2,000 × 0.5 over 8,000
    assertThat(answer.get("factors").get(0).get("value").asDouble())
        .isEqualTo(0.125, offset(1e-12));
    // 2,000 of 2,000 and 400 private
    assertThat(answer.get("covered_weight").asDouble()).isEqualTo(2000 / 2400.0, offset(1e-12));
  }
}
