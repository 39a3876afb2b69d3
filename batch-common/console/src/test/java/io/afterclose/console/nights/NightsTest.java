package io.afterclose.console.nights;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.nights.RecordedRuns.How;
import io.afterclose.console.nights.RecordedRuns.Recorded;
import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The week of Memorial Day 2022: Monday 30 May is closed. */
class NightsTest {

  /** Wednesday 1 June 2022, 22:00 in New York. */
  private static final Instant NOW = Instant.parse("2022-06-02T02:00:00Z");

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at(NOW);
  private static TestConsole console;

  private RecordedRuns recorded;
  private String token;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void begin() {
    postgres.reset();
    clock.set(NOW);
    recorded = new RecordedRuns(postgres.dataSource());
    token = console.token(Role.VIEWER);
  }

  private Recorded symbols(String date, How how) {
    return recorded.run(JobName.SYMBOL_BATCH, date, how, evening(date), 250);
  }

  private Recorded refresh(String date, How how) {
    return recorded.run(JobName.PORTFOLIO_REFRESH, date, how, evening(date).plusSeconds(1800), 60);
  }

  /** 21:00 in New York in summer. */
  private static Instant evening(String date) {
    return Instant.parse(LocalDate.parse(date).plusDays(1) + "T01:00:00Z");
  }

  private void holidayWeek() {
    symbols("2022-05-25", How.COMPLETED);
    refresh("2022-05-25", How.COMPLETED);
    Recorded warned = symbols("2022-05-26", How.WARNINGS);
    recorded.phase(warned.execution(), "prices", evening("2022-05-26"), 151L, 20, 17);
    recorded.failure(warned.execution(), "prices", "ABC", "NO_ANSWER");
    recorded.failure(warned.execution(), "prices", "DEF", "NO_ANSWER");
    recorded.failure(warned.execution(), "prices", "GHI", "REJECTED_JUMP");
    refresh("2022-05-26", How.STOPPED);
    symbols("2022-05-27", How.FAILED);
    refresh("2022-05-31", How.COMPLETED);
    symbols("2022-06-01", How.RUNNING);
  }

  @Test
  void a_holiday_week_names_the_closed_day_and_tells_missing_from_future() {
    holidayWeek();

    JsonNode answer = console.json("/api/v1/nights?from=2022-05-24&to=2022-06-03", token);

    assertThat(answer.get("as_of").asString()).isEqualTo("2022-06-01");
    assertThat(outcomes(answer))
        .containsExactly(
            "2022-05-24 before before",
            "2022-05-25 completed completed",
            "2022-05-26 warnings stopped",
            "2022-05-27 failed missing left to 2022-05-31",
            "2022-05-30 Memorial Day",
            "2022-05-31 missing completed",
            "2022-06-01 running due",
            "2022-06-02 future future",
            "2022-06-03 future future");
    JsonNode warned = answer.get("days").get(2).get("nights").get(0);
    assertThat(warned.get("written").asLong()).isEqualTo(17);
    assertThat(warned.get("failed").asLong()).isEqualTo(3);
    assertThat(warned.get("failed_share").asDouble()).isEqualTo(0.15);
    assertThat(warned.get("seconds").asDouble()).isEqualTo(250.0);
    assertThat(warned.get("revision").asInt()).isEqualTo(1);
  }

  private static List<String> outcomes(JsonNode answer) {
    List<String> days = new ArrayList<>();
    for (JsonNode day : answer.get("days")) {
      String nights =
          day.get("nights")
              .valueStream()
              .map(
                  night ->
                      night.get("outcome").asString()
                          + (night.get("left_to").isNull()
                              ? ""
                              : " left to " + night.get("left_to").asString()))
              .collect(Collectors.joining(" "));
      days.add(
          day.get("date").asString()
              + " "
              + (day.get("session").asBoolean() ? nights : day.get("closed").asString()));
    }
    return days;
  }

  @Test
  void an_early_close_is_marked_and_the_latest_revision_stands_for_its_night() {
    recorded.run(
        JobName.SYMBOL_BATCH, "2022-05-25", "all", 1, How.FAILED, evening("2022-05-25"), 9);
    recorded.run(
        JobName.SYMBOL_BATCH, "2022-05-25", "all", 2, How.COMPLETED, evening("2022-05-26"), 9);
    recorded.run(
        JobName.SYMBOL_BATCH, "2022-05-25", "symbols:ABC", 1, How.FAILED, evening("2022-05-27"), 9);
    JsonNode night =
        console
            .json("/api/v1/nights?from=2022-05-25&to=2022-05-25", token)
            .get("days")
            .get(0)
            .get("nights")
            .get(0);
    assertThat(night.get("outcome").asString()).isEqualTo("completed");
    assertThat(night.get("revision").asInt()).isEqualTo(2);

    JsonNode friday =
        console.json("/api/v1/nights?from=2022-11-25&to=2022-11-25", token).get("days").get(0);
    assertThat(friday.get("early_close").asString()).isEqualTo("13:00");
    assertThat(console.get("/api/v1/nights?from=2022-06-02&to=2022-06-01", token).statusCode())
        .isEqualTo(422);
    assertThat(console.get("/api/v1/nights?from=yesterday", token).statusCode()).isEqualTo(422);
  }

  @Test
  void the_home_page_is_the_grid_with_shape_and_word_for_every_outcome() {
    holidayWeek();
    long growth = recorded.portfolio("Growth", "2022-05-26", 100);
    recorded.snapshot(growth, "2022-05-27", 100);
    recorded.portfolio("Income", "2022-05-26", 300);

    assertThat(console.get("/", token).headers().firstValue("Location")).hasValue("/nights");
    String page = page("/nights?selected=2022-05-27");

    assertThat(page)
        .contains(
            "Memorial Day",
            "Thu 26 May 2022: symbol-batch completed with warnings, 3 failed items;"
                + " portfolio-refresh stopped",
            "symbol-batch no run; portfolio-refresh completed",
            "left to the run of 2022-05-31",
            "SPY has no price",
            "1 of 2 portfolios have no snapshot of this session",
            "75.00 % of value",
            "Income")
        .contains("aria-current=\"date\"");
    assertThat(page).doesNotContain("style=\"").doesNotContain("onclick");
    assertThat(page.length()).isLessThan(60_000);
    assertThat(page("/nights?from=2022-01-01&to=2022-02-28")).contains("January 2022");
    assertThat(page).doesNotContain("Rerun…");
    token = console.token(Role.OPERATOR);
    assertThat(page("/nights?selected=2022-05-27"))
        .contains(
            "/requests/new?action=rerun&amp;job=symbol-batch&amp;from=2022-05-27&amp;scope=all")
        .contains("/requests/new?action=run&amp;job=portfolio-refresh&amp;from=2022-05-27");
    assertThat(page("/runs/symbol-batch/2022-05-27")).contains("Rerun…");
    assertThat(page("/runs/symbol-batch/2022-06-01")).contains("Resume…");
    assertThat(page("/nights?selected=2021-02-15")).contains("Washington");
  }

  /**
   * On an evening; at the begin of a night before a weekend and a holiday; at a change of clocks.
   */
  @ParameterizedTest
  @CsvSource({
    "2022-06-02T02:00:00Z, Thu 2 Jun 2022, 2022-06-03 01:00:00",
    "2022-05-28T00:59:59Z, Fri 27 May 2022, 2022-05-28 01:00:00",
    "2022-05-28T01:00:00Z, Tue 31 May 2022, 2022-06-01 01:00:00",
    "2022-11-05T03:00:00Z, Mon 7 Nov 2022, 2022-11-08 02:00:00",
    "2022-11-25T19:00:00Z, Fri 25 Nov 2022, 2022-11-26 02:00:00"
  })
  void the_next_night_is_told_in_new_york_and_in_utc(Instant now, String session, String utc) {
    clock.set(now);
    token = console.token(Role.VIEWER);
    assertThat(page("/nights"))
        .contains(
            "Next night: that of <strong>" + session + "</strong>",
            session + " 21:00:00 New York</time>, which is " + utc + " UTC.");
  }

  private String page(String path) {
    HttpResponse<String> answer =
        console.send(console.with(token, path).header("Accept", "text/html"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void pages_of_runs_are_complete_without_repeats_while_new_ones_come() {
    List<Long> all = new ArrayList<>();
    for (int day = 1; day <= 23; day++) {
      String date = "2022-03-%02d".formatted(day);
      all.add(0, symbols(date, day % 5 == 0 ? How.FAILED : How.COMPLETED).run());
    }
    List<Long> read = new ArrayList<>();
    Optional<String> next = Optional.of("/api/v1/runs?limit=10");
    while (next.isPresent()) {
      HttpResponse<String> answer = console.get(next.get(), token);
      JsonNode part = console.json(next.get(), token);
      part.get("runs").forEach(run -> read.add(run.get("run").asLong()));
      next = answer.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
      assertThat(part.get("next").isNull()).isEqualTo(next.isEmpty());
      symbols("2022-04-%02d".formatted(read.size()), How.COMPLETED);
    }
    assertThat(read).isEqualTo(all);
  }

  @Test
  void filters_let_through_what_they_name() {
    holidayWeek();

    assertThat(runs("job=symbol-batch&status=failed")).containsExactly("symbol-batch 2022-05-27");
    assertThat(runs("status=warnings")).containsExactly("symbol-batch 2022-05-26");
    assertThat(runs("status=stopped")).containsExactly("portfolio-refresh 2022-05-26");
    assertThat(runs("status=running")).containsExactly("symbol-batch 2022-06-01");
    assertThat(runs("status=completed&from=2022-05-26"))
        .containsExactly("portfolio-refresh 2022-05-31");
    assertThat(runs("source=admin")).isEmpty();
    assertThat(runs("from=2022-05-25&to=2022-05-25&source=cron"))
        .containsExactly("portfolio-refresh 2022-05-25", "symbol-batch 2022-05-25");
    assertThat(console.get("/api/v1/runs?status=odd&limit=10", token).body())
        .contains("one of completed, warnings, failed, stopped, running");
    assertThat(console.get("/api/v1/runs?limit=501", token).statusCode()).isEqualTo(422);
    assertThat(page("/runs?status=failed&job=symbol-batch"))
        .contains("Fri 27 May 2022", "21:00:00 New York", "selected")
        .doesNotContain("Thu 26 May");
  }

  @Test
  void runs_are_found_by_who_asked_for_them() {
    recorded.asked(symbols("2022-05-25", How.COMPLETED), "ana");
    recorded.asked(symbols("2022-05-26", How.FAILED), "ana");
    recorded.asked(symbols("2022-05-27", How.COMPLETED), "ben");
    symbols("2022-05-31", How.COMPLETED);

    assertThat(runs("actor=ana"))
        .containsExactly("symbol-batch 2022-05-26", "symbol-batch 2022-05-25");
    assertThat(runs("actor=ana&status=failed")).containsExactly("symbol-batch 2022-05-26");
    assertThat(runs("actor=an")).isEmpty();
    assertThat(console.json("/api/v1/runs?actor=ana&limit=1", token).get("next").asString())
        .contains("actor=ana");
    assertThat(page("/runs?actor=ben"))
        .contains("Fri 27 May 2022", "name=\"actor\" value=\"ben\"")
        .doesNotContain("Thu 26 May", "Tue 31 May");
    assertThat(page("/runs?actor=%22%3E%3Cscript%3E"))
        .contains("There is no such run.")
        .doesNotContain("\"><script>");
    assertThat(console.get("/api/v1/runs?actor=" + "x".repeat(61), token).statusCode())
        .isEqualTo(422);
  }

  @Test
  void the_list_as_a_file_has_no_formula_in_it() {
    symbols("2022-05-26", new How("FAILED", "FAILED", "=cmd()"));
    symbols("2022-05-27", How.COMPLETED);
    assertThat(page("/runs?status=failed")).contains("href=\"/runs?status=failed&amp;format=csv\"");

    HttpResponse<String> file = console.get("/runs?status=failed&format=csv", token);

    assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"runs.csv\"");
    List<String> lines = file.body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("run,job,date,scope,").endsWith(",exit_code,message");
    assertThat(lines.get(1))
        .contains("symbol-batch,2022-05-26,all,1,failed,cron,2022-05-27T01:00:00Z")
        .endsWith(",'=cmd()");
    assertThat(lines.get(0).split(",")).containsExactlyElementsOf(names("/api/v1/runs?limit=1"));
    assertThat(console.get("/runs?format=csv&status=odd", token).statusCode()).isEqualTo(422);
  }

  private List<String> names(String path) {
    return List.copyOf(console.json(path, token).get("runs").get(0).propertyNames());
  }

  private List<String> runs(String query) {
    return console
        .json("/api/v1/runs?" + query, token)
        .get("runs")
        .valueStream()
        .map(run -> run.get("job").asString() + " " + run.get("date").asString())
        .toList();
  }

  @Test
  void a_run_is_shown_against_the_median_of_its_past_nights() {
    for (int day = 23; day <= 25; day++) {
      String date = "2022-05-" + day;
      Recorded past =
          recorded.run(JobName.SYMBOL_BATCH, date, How.COMPLETED, evening(date), 100 + day);
      recorded.phase(past.execution(), "prices", evening(date), 60L + day, 1000, 1000);
      recorded.phase(past.execution(), "marketBeta", evening(date), 40L, 1000, 1000);
    }
    Recorded run = symbols("2022-05-26", How.WARNINGS);
    recorded.phase(run.execution(), "prices", evening("2022-05-26"), 96L, 1000, 998);
    recorded.failure(run.execution(), "prices", "ABC", "NO_ANSWER");
    recorded.failure(run.execution(), "prices", "DEF", "REJECTED_JUMP");

    JsonNode detail = console.json("/api/v1/runs/symbol-batch/2022-05-26", token);

    assertThat(detail.get("median_of_nights").asInt()).isEqualTo(3);
    assertThat(detail.get("median_seconds").asDouble()).isEqualTo(124.0);
    JsonNode prices = detail.get("phases").get(0);
    assertThat(prices.get("seconds").asDouble()).isEqualTo(96.0);
    assertThat(prices.get("median_seconds").asDouble()).isEqualTo(84.0);
    assertThat(prices.get("failed").asLong()).isEqualTo(2);
    assertThat(detail.get("phases")).hasSize(1);
    assertThat(detail.get("exit_code").asInt()).isZero();
    assertThat(detail.get("parameters").get("scope").asString()).isEqualTo("all");
    assertThat(detail.get("starts").get(0).get("host").asString()).isEqualTo("night-host");
    assertThat(page("/runs/symbol-batch/2022-05-26"))
        .contains("1:36 (+0:12)", "median of 3 nights", "1:24", "REJECTED_JUMP", "detail of DEF");

    JsonNode diff =
        console.json("/api/v1/runs/symbol-batch/2022-05-26/diff?with=2022-05-25", token);
    assertThat(diff.get("items"))
        .extracting(item -> item.get("item").asString() + " " + item.get("reason").asString())
        .containsExactly("ABC NO_ANSWER", "DEF REJECTED_JUMP");
    assertThat(page("/runs/symbol-batch/2022-05-26/diff?with=2022-05-25"))
        .contains("did not run", "+0:11", "did not fail");
    assertThat(console.get("/api/v1/runs/symbol-batch/2022-05-26/diff", token).statusCode())
        .isEqualTo(422);
    assertThat(console.get("/api/v1/runs/symbol-batch/2022-05-27", token).statusCode())
        .isEqualTo(404);
    assertThat(console.get("/api/v1/runs/other/2022-05-26", token).statusCode()).isEqualTo(404);
  }

  @Test
  void items_come_in_parts_and_by_reason() {
    Recorded run = symbols("2022-05-26", How.WARNINGS);
    recorded.phase(run.execution(), "prices", evening("2022-05-26"), 96L, 1000, 975);
    for (int item = 1; item <= 25; item++) {
      recorded.failure(
          run.execution(), "prices", "S%02d".formatted(item), item % 2 == 0 ? "EVEN" : "ODD");
    }
    List<String> read = new ArrayList<>();
    String next = "/api/v1/runs/symbol-batch/2022-05-26/items?limit=10&phase=prices";
    while (!next.isEmpty()) {
      JsonNode part = console.json(next, token);
      part.get("items").forEach(item -> read.add(item.get("item").asString()));
      next = part.get("next").isNull() ? "" : part.get("next").asString();
    }
    assertThat(read).hasSize(25).isSorted().doesNotHaveDuplicates();
    JsonNode even =
        console.json("/api/v1/runs/symbol-batch/2022-05-26/items?reason=EVEN&limit=500", token);
    assertThat(even.get("items")).hasSize(12);
    assertThat(
            console.get("/api/v1/runs/symbol-batch/2022-05-26/items?after=x", token).statusCode())
        .isEqualTo(422);
  }

  @Test
  void alive_hanging_and_dead_are_told_apart_and_an_active_run_has_an_estimate() throws Exception {
    for (int day = 24; day <= 25; day++) {
      Recorded past = symbols("2022-05-" + day, How.COMPLETED);
      recorded.phase(past.execution(), "prices", evening("2022-05-" + day), 200L, 1000, 1000);
      recorded.phase(past.execution(), "marketBeta", evening("2022-05-" + day), 50L, 1000, 1000);
    }
    Recorded run = recorded.run(JobName.SYMBOL_BATCH, "2022-06-01", How.RUNNING, NOW, 0);
    recorded.phase(run.execution(), "prices", NOW, null, 500, 498);
    String path = "/api/v1/runs/symbol-batch/2022-06-01";

    assertThat(console.json(path, token).get("state").asString()).isEqualTo("died");
    assertThat(console.json(path, token).get("seconds_left").isNull()).isTrue();
    RunKey key = new RunKey(JobName.SYMBOL_BATCH, LocalDate.parse("2022-06-01"), "all");
    try (Connection direct = postgres.database().openDirect();
        AdvisoryLock held = AdvisoryLock.tryAcquire(direct, key.advisoryKey()).orElseThrow()) {
      assertThat(held.key()).isEqualTo(key.advisoryKey());
      JsonNode alive = console.json(path, token);
      assertThat(alive.get("state").asString()).isEqualTo("alive");
      assertThat(alive.get("seconds_left").asDouble()).isEqualTo(150.0);
      assertThat(alive.get("phases").get(1).get("status").asString()).isEqualTo("TO_COME");
      assertThat(page("/nights"))
          .contains(
              "prices 1/2 · 500 of about 1,000 · ≈ 2:30 left (median of 2 nights)",
              "host night-host, process 4711",
              "at work");
      sql("update job_run_heartbeats set heartbeat_at = clock_timestamp() - interval '31 s'");
      assertThat(console.json(path, token).get("state").asString()).isEqualTo("hanging");
      assertThat(page("/runs/symbol-batch/2022-06-01")).contains("hangs");
    }
    assertThat(page("/nights")).contains("died: nobody holds its lock");
  }

  private static void sql(String statement) {
    new JdbcTemplate(postgres.dataSource()).update(statement);
  }

  @Test
  void runs_of_a_portfolio_that_may_not_be_seen_are_as_if_there_were_none() {
    recorded.portfolio("Mine", "2022-05-26", 100);
    recorded.portfolio("Theirs", "2022-05-25", 100);
    JobName job = JobName.PORTFOLIO_REFRESH;
    Recorded mine =
        recorded.run(job, "2022-05-26", "portfolio:Mine", 1, How.FAILED, evening("2022-05-26"), 9);
    recorded.run(job, "2022-05-26", "portfolio:Theirs", 1, How.FAILED, evening("2022-05-26"), 9);
    How naming = new How("COMPLETED", "PARTIAL", "Theirs was not valued");
    Recorded night = recorded.run(job, "2022-05-26", naming, evening("2022-05-26"), 9);
    recorded.phase(night.execution(), "snapshots", evening("2022-05-26"), 9L, 2, 0);
    recorded.failure(night.execution(), "snapshots", "Theirs", "NOT_VALUED");
    recorded.failure(night.execution(), "snapshots", "Mine", "NOT_VALUED");
    recorded.failure(night.execution(), "snapshots", "ABC in Theirs", "STALE");
    String path = "/api/v1/runs/portfolio-refresh/2022-05-26";
    String foreign = "?scope=portfolio:Theirs";
    String all = token;
    assertThat(console.get(path + foreign, all).statusCode()).isEqualTo(200);
    assertThat(console.json(path + "/items", all).get("items")).hasSize(3);

    token = console.token(Role.OPERATOR, Optional.of(List.of("Mine")));

    assertThat(console.json(path + "?scope=portfolio:Mine", token).get("run").asLong())
        .isEqualTo(mine.run());
    for (String hidden :
        List.of(
            path + foreign,
            path + "/items" + foreign,
            path + "/diff" + foreign + "&with=2022-05-26",
            "/runs/portfolio-refresh/2022-05-26" + foreign,
            "/events?run=portfolio-refresh/2022-05-26&scope=portfolio:Theirs")) {
      assertThat(console.get(hidden, token).statusCode()).as(hidden).isEqualTo(404);
    }
    for (String seen :
        List.of(
            console.get("/api/v1/runs", token).body(),
            console.get(path, token).body(),
            console.get(path + "/items", token).body(),
            page("/runs"),
            page("/runs/portfolio-refresh/2022-05-26"),
            page("/nights?selected=2022-05-26"))) {
      assertThat(seen).doesNotContain("Theirs");
    }
    assertThat(console.json(path + "/items", token).get("items"))
        .extracting(item -> item.get("item").asString())
        .containsExactly("Mine");
    assertThat(page("/nights?selected=2022-05-26")).contains("1 of 1");
  }

  @Test
  void hostile_words_are_text() {
    How hostile = new How("FAILED", "FAILED", "<script>alert(1)</script>");
    Recorded run = recorded.run(JobName.SYMBOL_BATCH, "2022-05-26", hostile, NOW, 9);
    recorded.phase(run.execution(), "prices", NOW, 9L, 1, 0);
    recorded.failure(run.execution(), "prices", "<img src=x>", "<b>");
    for (String path : List.of("/nights?selected=2022-05-26", "/runs/symbol-batch/2022-05-26")) {
      assertThat(page(path)).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img");
    }
    assertThat(console.get("/runs/symbol-batch/%3Cscript%3E", token).statusCode()).isEqualTo(422);
  }
}
