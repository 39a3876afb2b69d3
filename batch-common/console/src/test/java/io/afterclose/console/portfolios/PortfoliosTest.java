package io.afterclose.console.portfolios;

import static io.afterclose.console.portfolios.StoredBook.BEFORE;
import static io.afterclose.console.portfolios.StoredBook.LAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.symbols.StoredNights;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is stored of portfolios, as JSON and as pages. */
class PortfoliosTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @TempDir static Path home;

  private static final Instant EVENING = Instant.parse("2022-07-01T02:00:00Z");
  private static final SettableClock CLOCK = SettableClock.at(EVENING);
  private static TestConsole console;

  private StoredBook book;
  private String viewer;

  @BeforeAll
  static void start() {
    console = TestConsole.start(POSTGRES, home, CLOCK);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void store() {
    POSTGRES.reset();
    CLOCK.set(EVENING);
    book = StoredBook.stored(POSTGRES, CLOCK);
    viewer = console.token(Role.VIEWER);
  }

  private String path(String rest) {
    return "/api/v1/portfolios/" + book.growth.id() + rest;
  }

  private JsonNode json(String rest) {
    return console.json(path(rest), viewer);
  }

  private static JsonNode row(JsonNode rows, String key, String value) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get(key).asString("").equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " " + value + " in " + rows));
  }

  @Test
  void all_are_listed_by_name_with_their_newest_snapshot_or_why_there_is_none() {
    JsonNode rows = console.json("/api/v1/portfolios", viewer).get("portfolios");
    assertThat(rows.findValuesAsString("portfolio"))
        .containsExactly("Cash", "Empty", "Growth & <b>Income</b>");
    JsonNode growth = rows.get(2);
    assertThat(growth.get("as_of").asString()).isEqualTo("2022-06-30");
    assertThat(growth.get("revision").asInt()).isEqualTo(1);
    assertThat(growth.get("sessions_late").asInt()).isZero();
    assertThat(growth.get("net_asset_value").asDouble()).isEqualTo(10100.0);
    assertThat(growth.get("unpriced_count").asInt()).isEqualTo(1);
    JsonNode empty = rows.get(1);
    assertThat(empty.get("as_of").isNull()).isTrue();
    assertThat(empty.get("net_asset_value").isNull()).isTrue();
    assertThat(empty.get("reason").asString()).isEqualTo("NO_SNAPSHOT");
  }

  @Test
  void a_list_goes_on_where_its_page_ended() {
    HttpResponse<String> first = console.get("/api/v1/portfolios?limit=2", viewer);
    String next = "/api/v1/portfolios?limit=2&after=Empty";
    assertThat(first.headers().firstValue("Link")).contains("<" + next + ">; rel=\"next\"");
    JsonNode second = console.json(next, viewer);
    assertThat(second.get("portfolios").findValuesAsString("portfolio"))
        .containsExactly("Growth & <b>Income</b>");
    assertThat(second.get("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/positions",
        "/snapshots",
        "/snapshots/2022-06-30",
        "/figures",
        "/sectors",
        "/concentration",
        "/volatility",
        "/stress",
        "/correlations",
        "/performance",
        "/completeness"
      })
  void a_portfolio_that_may_not_be_seen_is_answered_as_one_that_does_not_exist(String rest) {
    String ofCash = console.token(Role.ADMIN, Optional.of(List.of("Cash")));
    HttpResponse<String> hidden = console.get(path(rest), ofCash);
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body()).contains("there is no portfolio " + book.growth.id());
    assertThat(console.get("/api/v1/portfolios/987654" + rest, viewer).statusCode()).isEqualTo(404);
    assertThat(console.get(path(rest), viewer).statusCode()).isEqualTo(200);
    assertThat(console.get(path(rest)).statusCode()).isEqualTo(401);
    assertThat(
            console.get("/api/v1/portfolios/" + book.cash.id() + "/figures", ofCash).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_list_and_pages_show_only_what_may_be_seen() {
    String ofCash = console.token(Role.VIEWER, Optional.of(List.of("Cash")));
    assertThat(
            console
                .json("/api/v1/portfolios", ofCash)
                .get("portfolios")
                .findValuesAsString("portfolio"))
        .containsExactly("Cash");
    assertThat(console.get("/portfolios", ofCash).body()).contains("Cash").doesNotContain("Growth");
    assertThat(console.get("/portfolios/" + book.growth.id(), ofCash).statusCode()).isEqualTo(404);
  }

  @Test
  void the_list_as_a_file_has_what_may_be_seen_and_no_formula_in_it() {
    new PortfolioStore(POSTGRES.dataSource(), CLOCK).add(PortfolioName.of("=cmd()"), List.of());
    List<String> lines = console.get("/portfolios?format=csv", viewer).body().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .startsWith("id,portfolio,as_of,revision,sessions_late,status,net_asset_value,")
        .endsWith(",coverage,reason,detail");
    assertThat(String.join("\n", lines))
        .contains(",'=cmd(),,", ",Growth & <b>Income</b>,2022-06-30,1,0,PARTIAL,10100.00,")
        .contains("NO_SNAPSHOT")
        .doesNotContain(",=cmd()");

    String ofCash = console.token(Role.VIEWER, Optional.of(List.of("Cash")));
    assertThat(console.get("/portfolios?format=csv", ofCash).body().lines()).hasSize(2);
    assertThat(console.get("/portfolios?format=csv&after=Growth", viewer).body())
        .contains("Growth & ")
        .doesNotContain("Cash");
    assertThat(console.get("/portfolios?format=csv").statusCode()).isEqualTo(401);
  }

  @Test
  void the_newest_session_has_lots_with_the_age_of_their_prices() {
    JsonNode answer = json("/positions");
    assertThat(answer.get("basis").asString()).isEqualTo("LOTS");
    JsonNode priced = row(answer.get("positions"), "symbol", "AAA");
    assertThat(priced.get("market_value").asDouble()).isEqualTo(6100.0);
    assertThat(priced.get("weight").asDouble()).isEqualTo(6100.0 / 10100.0);
    assertThat(priced.get("status").asString()).isEqualTo("PRICED");
    JsonNode stale = row(answer.get("positions"), "symbol", "BBB");
    assertThat(stale.get("status").asString()).isEqualTo("STALE");
    assertThat(stale.get("last_price_date").asString()).isEqualTo(BEFORE.toString());
    JsonNode unpriced = row(answer.get("positions"), "symbol", "FARM");
    assertThat(unpriced.get("market_value").isNull()).isTrue();
    assertThat(unpriced.get("weight").isNull()).isTrue();
    assertThat(unpriced.get("reason").asString()).isEqualTo("NO_PRICE");
  }

  @Test
  void an_earlier_session_has_the_values_that_were_stored_of_it_and_says_what_lacks() {
    JsonNode answer = json("/positions?date=" + BEFORE);
    assertThat(answer.get("basis").asString()).isEqualTo("SYMBOLS");
    assertThat(answer.get("note").asString()).contains("explain");
    assertThat(answer.get("sessions_late").asInt()).isEqualTo(1);
    assertThat(row(answer.get("positions"), "symbol", "BBB").get("market_value").asDouble())
        .isEqualTo(-2000.0);
    assertThat(console.get(path("/positions?date=2022-06-01"), viewer).statusCode()).isEqualTo(404);
  }

  @Test
  void snapshots_have_profit_and_return_and_each_revision_its_reason() {
    JsonNode rows = json("/snapshots?from=2022-06-29").get("snapshots");
    assertThat(rows.findValuesAsString("snapshot_date"))
        .containsExactly("2022-06-29", "2022-06-30");
    JsonNode last = rows.get(1);
    assertThat(last.get("net_asset_value").asDouble()).isEqualTo(10100.0);
    assertThat(last.get("daily_pnl").isNull()).isNotEqualTo(last.get("no_pnl").isNull());

    book.snapshot(book.growth, LAST, 2, "10100.50", "6100.50", "-2000.00");
    JsonNode all = json("/snapshots?from=2022-06-30&revisions=all").get("snapshots");
    assertThat(all.findValuesAsString("reason")).containsExactly("MISSING", "PRICE");
    JsonNode first = json("/snapshots/2022-06-30?revision=1");
    assertThat(first.get("revision").asInt()).isEqualTo(1);
    assertThat(first.get("latest_revision").asInt()).isEqualTo(2);
    assertThat(first.get("snapshot").get("net_asset_value").asDouble()).isEqualTo(10100.0);
    assertThat(json("/snapshots/2022-06-30").get("snapshot").get("net_asset_value").asDouble())
        .isEqualTo(10100.5);
    assertThat(console.get(path("/snapshots/2022-06-30?revision=3"), viewer).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_figure_that_is_not_known_is_null_with_its_reason() {
    JsonNode figures = json("/figures?code=volatility,herfindahl").get("figures");
    assertThat(figures).hasSize(3);
    JsonNode known = row(figures, "period", "21");
    assertThat(known.get("value").asDouble()).isEqualTo(0.18);
    assertThat(known.get("reason").isNull()).isTrue();
    assertThat(known.get("origin").asString()).isEqualTo("STORED");
    JsonNode unknown = row(figures, "period", "63");
    assertThat(unknown.get("value").isNull()).isTrue();
    assertThat(unknown.get("reason").asString()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(unknown.get("detail").asString()).isEqualTo("21 of 63 returns");
    assertThat(unknown.has("standard_error")).isTrue();
  }

  @Test
  void each_kind_has_its_own_answer() {
    assertThat(row(json("/sectors").get("figures"), "item", "Energy").get("value").asDouble())
        .isEqualTo(4100.0);
    assertThat(json("/concentration").get("figures").findValuesAsString("code"))
        .containsExactly("HERFINDAHL");
    assertThat(json("/volatility").get("figures")).hasSize(2);
    JsonNode loss = row(json("/stress").get("scenarios"), "scenario", "MARKET_DOWN_5");
    assertThat(loss.get("propagated").asDouble()).isEqualTo(-202.0);
    assertThat(loss.get("of_nav").asDouble()).isEqualTo(-0.02);
    assertThat(loss.get("flags").asString()).isEqualTo("SHOCK_OUTSIDE_HISTORY");
    JsonNode pair = json("/correlations?kind=position").get("pairs").get(0);
    assertThat(pair.get("correlation").isNull()).isTrue();
    assertThat(pair.get("observations").asInt()).isEqualTo(41);
    assertThat(pair.get("reason").asString()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(json("/correlations?kind=factor").get("pairs")).isEmpty();
    JsonNode month = row(json("/performance").get("periods"), "period", "MTD");
    assertThat(month.get("return").asDouble()).isEqualTo(0.0123);
    assertThat(month.get("difference").asDouble()).isEqualTo(0.0123 - -0.01);
  }

  @Test
  void without_figures_the_answer_says_so_and_an_empty_list_is_no_zero() {
    JsonNode answer = console.json("/api/v1/portfolios/" + book.cash.id() + "/volatility", viewer);
    assertThat(answer.get("as_of").isNull()).isTrue();
    assertThat(answer.get("reason").asString()).isEqualTo("NO_FIGURES");
    assertThat(answer.get("figures")).isEmpty();
    assertThat(console.get(path("/figures?date=2022-06-28"), viewer).body())
        .contains("no session before it has any");
  }

  @Test
  void what_is_missing_is_named_phase_by_phase() {
    JsonNode answer = json("/completeness?date=2022-07-05");
    assertThat(answer.get("complete").asBoolean()).isFalse();
    JsonNode snapshots = row(answer.get("phases"), "phase", "snapshots");
    assertThat(snapshots.get("status").asString()).isEqualTo("MISSING");
    assertThat(snapshots.get("done").asInt()).isEqualTo(3);
    assertThat(snapshots.get("first").toString()).isEqualTo("[\"2022-07-05\",\"2022-07-01\"]");
    JsonNode prices = row(answer.get("phases"), "phase", "prices");
    assertThat(prices.get("missing").asInt()).isEqualTo(2);
    assertThat(prices.get("reason").asString()).startsWith("AAA has no price");
  }

  @Test
  void an_answer_is_sent_again_only_when_its_data_changed() {
    HttpResponse<String> answer = console.get(path(""), viewer);
    assertThat(answer.body()).as("all digits").contains("\"net_asset_value\":10100.00,");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
        .contains("private", "no-cache")
        .doesNotContain("no-store");
    HttpResponse<String> same =
        console.send(console.with(viewer, path("")).header("If-None-Match", tag));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).contains(tag);

    book.snapshot(book.growth, LAST, 2, "10100.50", "6100.50", "-2000.00");

    HttpResponse<String> changed =
        console.send(console.with(viewer, path("")).header("If-None-Match", tag));
    assertThat(changed.statusCode()).isEqualTo(200);
    CLOCK.set(Instant.parse("2022-07-01T23:00:00Z"));
    assertThat(json("").get("sessions_late").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/positions?date=yesterday, YYYY-MM-DD was expected",
    "/snapshots?revisions=some, latest or all was expected",
    "/snapshots?from=2022-07-01&to=2022-06-01, a date up to 3660 days before",
    "/snapshots?from=1990-01-01, a date up to 3660 days before",
    "/figures?code=alphabet, there is no figure",
    "/correlations?kind=all, position or factor was expected",
    "/snapshots/2022-06-30?revision=0, a number from 1"
  })
  void a_wrong_value_is_named_with_what_was_expected(String rest, String expected) {
    HttpResponse<String> answer = console.get(path(rest), viewer);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/invalid", expected);
  }

  @Test
  void a_page_has_the_content_of_the_report_and_no_style_or_script_in_it() {
    HttpResponse<String> page = console.get("/portfolios/" + book.growth.id(), viewer);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Growth &amp; &lt;b&gt;Income&lt;/b&gt; on 2022-06-30", "10,100.00")
        .contains("id=\"overview\"", "id=\"exposures\"", "id=\"stress\"", "id=\"positions\"")
        .contains("Market −5 %", "Interest rate beta", "FARM: it has no price.")
        .contains("BBB: the price is of 2022-06-29, 1 session old.")
        .doesNotContainPattern("(?i)<style|\\sstyle=|\\son\\w+=|<script(?! src=\"/console.js\")");
    assertThat(console.get("/console.css").body()).contains(".evidence", ".bars", ".map text");
  }

  @Test
  void a_position_leads_to_the_page_of_its_symbol_where_there_is_one() {
    new StoredNights(POSTGRES.dataSource()).night(LAST, 1, 1.1, List.of("AAA", "SPY"));
    assertThat(console.post("/api/v1/cache/reload", console.token(Role.OPERATOR), "").statusCode())
        .isEqualTo(200);
    assertThat(console.get("/portfolios/" + book.growth.id(), viewer).body())
        .contains("<th scope=\"row\"><a href=\"/symbols/AAA\">AAA</a></th>")
        .contains("<th scope=\"row\">BBB</th>", "<th scope=\"row\">FARM</th>")
        .doesNotContain("/symbols/BBB", "/symbols/FARM");
    assertThat(console.get("/symbols/AAA", viewer).statusCode()).isEqualTo(200);
    assertThat(console.get("/symbols/BBB", viewer).statusCode()).isEqualTo(404);
  }

  @Test
  void a_page_of_an_earlier_session_shows_what_is_stored_of_it() {
    String path = "/portfolios/" + book.growth.id();
    String page = console.get(path + "?date=" + BEFORE, viewer).body();
    assertThat(page)
        .contains("on 2022-06-29", "This is an earlier session", "listed, short", "not stored")
        .contains("of an earlier session only counts are stored: 1 by the close");
    assertThat(console.get(path + "?date=2022-06-01", viewer).statusCode()).isEqualTo(404);
    assertThat(console.get("/portfolios/" + book.empty.id(), viewer).body())
        .contains("No snapshot yet");
  }

  @Test
  void numbers_of_an_identity_that_is_none_are_not_found() {
    assertThat(Stream.of("0", "-1", "x", "1e3", "99999999999999999999", "%2e%2e"))
        .allSatisfy(
            id ->
                assertThat(
                        console.get("/api/v1/portfolios/" + id + "/figures", viewer).statusCode())
                    .isIn(400, 403, 404));
  }
}
