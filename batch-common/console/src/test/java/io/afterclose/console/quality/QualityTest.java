package io.afterclose.console.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.portfolios.StoredBook;
import io.afterclose.console.symbols.StoredNights;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What is told of the quality of what {@link StoredBook} holds. */
class QualityTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final Instant EVENING = Instant.parse("2022-07-01T02:00:00Z");
  private static final LocalDate LAST = LocalDate.parse("2022-06-30");
  private static final SettableClock clock = SettableClock.at(EVENING);
  private static TestConsole console;
  private StoredBook book;
  private String viewer;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void store() {
    postgres.reset();
    clock.set(EVENING);
    book = StoredBook.stored(postgres, clock);
    StoredNights nights = new StoredNights(postgres.dataSource());
    StoredNights.AtWork night = nights.night(LAST, 1, 1.0, List.of("AAA", "SPY"));
    nights.prices("AAA", LAST, LAST, night.execution());
    nights.prices("ZZZ", LAST, LAST, night.execution());
    new JdbcTemplate(postgres.dataSource())
        .update(
            "update market_data_cache set flags = 'SUSPECT_JUMP' where symbol in ('AAA', 'ZZZ')");
    new QuarantineStore(postgres.dataSource(), clock)
        .save(
            night.execution(),
            List.of(
                new QuarantinedValue(
                    "BBB", "2022-06-30", "REJECTED_JUMP", "<b>x</b>", "yahoo", BigDecimal.TEN),
                new QuarantinedValue("ZZZ", "2022-06-30", "NOT_FINITE", "NaN", "yahoo", null)));
    new JdbcTemplate(postgres.dataSource())
        .update(
            "insert into symbol_onboarding_queue (symbol, status, reason)"
                + " values ('BBB', 'FAILED', 'no provider knows it')");
    viewer = console.token(Role.VIEWER);
  }

  private static Map<String, JsonNode> by(JsonNode rows, String key) {
    return rows.valueStream()
        .collect(Collectors.toMap(row -> row.path(key).asString(), row -> row));
  }

  private static JsonNode row(JsonNode rows, String key, String value) {
    return Optional.ofNullable(by(rows, key).get(value)).orElseThrow();
  }

  @Test
  void value_is_told_by_what_it_rests_on_as_the_positions_themselves_say() {
    JsonNode answer = console.json("/api/v1/quality", viewer);

    assertThat(answer.path("session").asString()).isEqualTo("2022-06-30");
    assertThat(answer.path("portfolios").asInt()).isEqualTo(3);
    assertThat(answer.path("portfolios_behind").asInt()).as("Empty").isEqualTo(1);
    JsonNode stale = row(answer.path("positions"), "status", "STALE");
    assertThat(stale.path("gross_value").asDouble()).isEqualTo(2000);
    assertThat(stale.path("share").asDouble()).isEqualTo(0.246914);
    JsonNode unpriced = row(answer.path("positions"), "status", "UNPRICED");
    assertThat(unpriced.path("positions").asInt()).isEqualTo(1);
    assertThat(unpriced.path("share").isNull()).isTrue();
    JsonNode lots =
        console
            .json("/api/v1/portfolios/" + book.growth.id() + "/positions", viewer)
            .path("positions");
    Map<String, Long> counted =
        lots.valueStream()
            .collect(
                Collectors.groupingBy(lot -> lot.path("status").asString(), Collectors.counting()));
    assertThat(answer.path("positions"))
        .allSatisfy(
            sum ->
                assertThat(sum.path("positions").asLong())
                    .isEqualTo(counted.getOrDefault(sum.path("status").asString(), 0L)));
  }

  @Test
  void a_symbol_without_a_close_of_its_session_is_named_with_what_the_queue_says() {
    JsonNode symbols = console.json("/api/v1/quality", viewer).path("symbols");
    assertThat(symbols.findValuesAsString("symbol")).containsExactly("BBB", "FARM");
    JsonNode late = symbols.get(0);
    assertThat(late.path("status").asString()).isEqualTo("STALE");
    assertThat(late.path("last_price_date").asString()).isEqualTo("2022-06-29");
    assertThat(late.path("sessions_late").asInt()).isEqualTo(1);
    assertThat(late.path("reason").asString()).isEqualTo("no provider knows it");
    assertThat(symbols.get(1).path("sessions_late").isNull()).isTrue();

    HttpResponse<String> first = console.get("/api/v1/quality?limit=1", viewer);
    assertThat(first.headers().firstValue("Link"))
        .contains("</api/v1/quality?limit=1&after=BBB>; rel=\"next\"");
    JsonNode second = console.json("/api/v1/quality?limit=1&after=BBB", viewer);
    assertThat(second.path("symbols").findValuesAsString("symbol")).containsExactly("FARM");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void prices_in_doubt_are_those_of_the_session() {
    JsonNode doubts = console.json("/api/v1/quality", viewer).path("doubts");
    assertThat(doubts.valueStream().map(one -> one.path("symbol").asString() + one.path("stored")))
        .containsExactly("BBBfalse", "ZZZfalse", "AAAtrue", "ZZZtrue");
    assertThat(doubts.get(1).path("close").isNull()).isTrue();
    assertThat(console.json("/api/v1/quality?date=2022-06-28", viewer).path("doubts")).isEmpty();
    assertThat(console.get("/api/v1/quality?date=never", viewer).statusCode()).isEqualTo(400);
    assertThat(console.get("/api/v1/quality?limit=0", viewer).statusCode()).isEqualTo(422);
  }

  @Test
  void who_sees_some_portfolios_sees_what_these_hold() {
    String ofGrowth = console.token(Role.VIEWER, Optional.of(List.of(book.growth.name())));
    assertThat(
            console.json("/api/v1/quality", ofGrowth).path("doubts").findValuesAsString("symbol"))
        .containsExactly("BBB", "AAA");
    String ofCash = console.token(Role.VIEWER, Optional.of(List.of("Cash")));
    JsonNode nothing = console.json("/api/v1/quality", ofCash);
    assertThat(nothing.path("portfolios").asInt()).isEqualTo(1);
    assertThat(nothing.path("symbols")).isEmpty();
    assertThat(nothing.path("doubts")).isEmpty();
    assertThat(row(nothing.path("positions"), "status", "PRICED").path("share").isNull()).isTrue();
    assertThat(console.get("/quality", ofCash).body())
        .contains("has a position in a snapshot", "No value of this session was kept out")
        .doesNotContain("BBB");
  }

  @Test
  void the_page_says_it_in_words_and_links_to_the_symbols() {
    String page = console.get("/quality", viewer).body();
    assertThat(page)
        .contains("! stale", "✗ without a value", "24.69", "href=\"/symbols/BBB\"")
        .contains("failed: no provider knows it", "rejected jump", "&lt;b&gt;x&lt;/b&gt;")
        .contains("<a href=\"/quality\" aria-current=\"page\">Quality</a>")
        .doesNotContainPattern("(?i)<style|\\sstyle=|\\son\\w+=|<script(?! src=\"/console.js\")");
  }
}
