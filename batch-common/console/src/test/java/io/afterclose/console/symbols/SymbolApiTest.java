package io.afterclose.console.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SymbolApiTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final LocalDate WEDNESDAY = LocalDate.parse("2022-06-29");
  private static final LocalDate THURSDAY = LocalDate.parse("2022-06-30");

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static TestConsole console;
  private static String viewer;

  @BeforeAll
  static void start() {
    postgres.reset();
    StoredNights nights = new StoredNights(postgres.dataSource());
    nights.night(WEDNESDAY, 1, 1.0, List.of("AAPL", "SPY"));
    List<String> symbols =
        IntStream.range(0, 7).mapToObj(i -> "S" + i).collect(Collectors.toList());
    symbols.addAll(List.of("AAPL", "BRK.B", "SPY"));
    StoredNights.AtWork night = nights.night(THURSDAY, 1, 1.1, symbols);
    nights.prices("AAPL", LocalDate.parse("2022-06-27"), THURSDAY, night.execution());
    console = TestConsole.start(postgres, home, clock);
    viewer = console.token(Role.VIEWER);
    String operator = console.token(Role.OPERATOR);
    assertThat(console.post("/api/v1/cache/reload", operator, "").statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static HttpResponse<String> again(String path, HttpResponse<String> first) {
    return console.send(
        console
            .with(viewer, path)
            .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow()));
  }

  @Test
  void the_list_is_paged_by_the_last_symbol_and_filtered() {
    HttpResponse<String> first = console.get("/api/v1/symbols?limit=4", viewer);
    assertThat(first.body()).contains("\"as_of\":\"2022-06-30\"", "\"source\":\"cache\"");
    assertThat(first.headers().firstValue("Link"))
        .contains("</api/v1/symbols?after=S1&limit=4>; rel=\"next\"");
    JsonNode last = console.json("/api/v1/symbols?after=S4&limit=4", viewer);
    assertThat(last.get("symbols"))
        .extracting(it -> it.get("symbol").asString())
        .containsExactly("S5", "S6", "SPY");
    assertThat(console.json("/api/v1/symbols?q=brk", viewer).get("symbols")).hasSize(1);
    assertThat(console.json("/api/v1/symbols?sector=Energy&limit=500", viewer).get("symbols"))
        .hasSize(9);
    assertThat(console.get("/api/v1/symbols?limit=501", viewer).statusCode()).isEqualTo(422);
  }

  @Test
  void the_page_of_all_leads_to_each_and_finds_by_the_beginning() {
    HttpResponse<String> all = console.get("/symbols", viewer);
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body())
        .contains("As of the night of 2022-06-30, from the cache", "href=\"/symbols/BRK.B\"");
    HttpResponse<String> found = console.get("/symbols?q=brk", viewer);
    assertThat(found.body()).contains("/symbols/BRK.B").doesNotContain("/symbols/AAPL");
    assertThat(console.get("/symbols?q=brk&after=BRK.B", viewer).body())
        .contains("The night has no such symbol")
        .doesNotContain("rel=\"next\"");
    assertThat(console.get("/symbols/BRK.B", viewer).statusCode()).isEqualTo(200);
  }

  @Test
  void the_list_as_a_file_has_what_the_filter_lets_through() {
    assertThat(console.get("/symbols?q=brk", viewer).body())
        .contains("href=\"/symbols?q=brk&amp;format=csv\"");
    HttpResponse<String> file = console.get("/symbols?q=brk&format=csv", viewer);
    assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(file.body().lines())
        .hasSize(2)
        .startsWith("as_of,symbol,name,sector,close,close_date,market_beta")
        .anyMatch(line -> line.startsWith("2022-06-30,BRK.B,BRK.B Inc.,Energy,"));
    assertThat(console.get("/symbols?format=csv", viewer).body().lines()).hasSize(11);
  }

  @Test
  void exposures_have_twelve_factors_and_what_is_missing_is_null_with_its_reason() {
    JsonNode answer = console.json("/api/v1/symbols/brk-b/exposures", viewer);
    assertThat(answer.get("symbol").asString()).isEqualTo("BRK.B");
    assertThat(answer.get("version").asLong()).isEqualTo(2);
    assertThat(answer.get("sessions_late").asInt()).isZero();
    assertThat(answer.get("degraded").isNull()).isTrue();
    assertThat(answer.get("factors")).hasSize(12);
    JsonNode rates = answer.get("factors").get(1);
    assertThat(rates.get("factor").asString()).isEqualTo("IR_BETA");
    assertThat(rates.get("beta").isNull()).isTrue();
    assertThat(rates.get("reason").asString()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(answer.get("factors").get(0).get("beta").asDouble()).isEqualTo(1.1);

    JsonNode past = console.json("/api/v1/symbols/AAPL/exposures?date=2022-06-29", viewer);
    assertThat(past.get("source").asString()).isEqualTo("database");
    assertThat(past.get("factors").get(0).get("beta").asDouble()).isEqualTo(1.0);
    assertThat(past.get("sessions_late").asInt()).isEqualTo(1);
    assertThat(console.get("/api/v1/symbols/AAPL/exposures?date=2022-07-04", viewer).body())
        .contains("/problems/date-refused", "is no session");
  }

  @Test
  void some_symbols_at_once_name_the_unknown_ones() {
    JsonNode answer = console.json("/api/v1/exposures?symbol=AAPL&symbol=NONE&symbol=SPY", viewer);
    assertThat(answer.get("symbols")).hasSize(3);
    assertThat(answer.get("symbols").get(1).get("factors").isNull()).isTrue();
    assertThat(answer.get("symbols").get(1).get("reason").asString()).isEqualTo("UNKNOWN_SYMBOL");
    String many =
        IntStream.range(0, 101).mapToObj(i -> "symbol=T" + i).collect(Collectors.joining("&"));
    assertThat(console.get("/api/v1/exposures?" + many, viewer).statusCode()).isEqualTo(422);
    assertThat(console.get("/api/v1/exposures?symbol=%3Cscript%3E", viewer).statusCode())
        .isEqualTo(422);
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    for (String path :
        List.of(
            "/api/v1/symbols/AAPL/exposures",
            "/api/v1/symbols/AAPL/exposures?date=2022-06-29",
            "/api/v1/symbols/AAPL",
            "/api/v1/symbols/AAPL/prices",
            "/api/v1/symbols?limit=3",
            "/api/v1/exposures?symbol=AAPL")) {
      HttpResponse<String> first = console.get(path, viewer);
      assertThat(first.headers().firstValue("Cache-Control"))
          .as(path)
          .hasValueSatisfying(it -> assertThat(it).contains("private", "no-cache"));
      assertThat(first.headers().firstValue("Cache-Control").orElseThrow())
          .doesNotContain("no-store");
      HttpResponse<String> second = again(path, first);
      assertThat(second.statusCode()).as(path).isEqualTo(304);
      assertThat(second.body()).isEmpty();
    }
    assertThat(
            again(
                    "/api/v1/symbols/SPY/exposures",
                    console.get("/api/v1/symbols/AAPL/exposures", viewer))
                .statusCode())
        .as("the tag of another one")
        .isEqualTo(200);
  }

  @Test
  void a_symbol_has_its_metrics_and_prices_with_provider_and_run() {
    JsonNode symbol = console.json("/api/v1/symbols/AAPL", viewer);
    assertThat(symbol.get("name").asString()).isEqualTo("AAPL Inc.");
    assertThat(symbol.get("close").decimalValue()).isEqualByComparingTo("10.5");
    assertThat(symbol.get("metrics").get("return_1d").asDouble()).isEqualTo(0.01);
    assertThat(symbol.get("metrics").get("return_1y").isNull()).isTrue();
    assertThat(console.get("/api/v1/symbols/NONE", viewer).statusCode()).isEqualTo(404);

    JsonNode bars = console.json("/api/v1/symbols/AAPL/prices?from=2022-06-28", viewer).get("bars");
    assertThat(bars).hasSize(3);
    assertThat(bars.get(0).get("provider").asString()).isEqualTo("yahoo");
    assertThat(bars.get(0).get("run").asLong()).isEqualTo(2);
    assertThat(bars.get(0).get("open").isNull()).isTrue();
  }

  @Test
  void the_page_of_a_symbol_shows_its_factors_prices_and_that_it_is_late() {
    HttpResponse<String> page =
        console.send(console.with(viewer, "/symbols/AAPL").header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("AAPL Inc.", "market beta", "insufficient data", "<svg", "yahoo, final, run 2")
        .doesNotContain("Late:", "style=");
    assertThat(
            console
                .send(
                    console
                        .with(viewer, "/symbols/AAPL?date=2022-06-29")
                        .header("Accept", "text/html"))
                .body())
        .contains("Late: 1 completed session is newer");
  }

  @Test
  void only_an_operator_reloads_and_the_audit_has_it() {
    assertThat(console.post("/api/v1/cache/reload", viewer, "").statusCode()).isEqualTo(403);
    assertThat(console.get("/api/v1/cache").statusCode()).isEqualTo(401);
    JsonNode cache = console.json("/api/v1/cache", viewer);
    assertThat(cache.get("symbols").asInt()).isEqualTo(10);
    assertThat(cache.get("as_of").asString()).isEqualTo("2022-06-30");
    assertThat(
            new AuditStore(postgres.dataSource())
                .newest(null, null, 10).stream().map(it -> it.entry().action()))
        .contains("cache.reload");
  }
}
