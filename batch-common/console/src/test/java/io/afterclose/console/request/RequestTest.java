package io.afterclose.console.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a console whose jobs are a script that records how it was started. */
class RequestTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RERUN =
      """
      {"action": "rerun", "job": "symbol-batch", "from": "2022-06-30", "reason": "late prices"}
      """;

  /** Prints its plan from one file, and works as long and ends with what others say. */
  private static final String JOB =
      """
      #!/bin/sh
      here=$(dirname "$0")
      if [ "$1" = plan ]; then cat "$here/plan"; exit 0; fi
      for word in "$@"; do printf '%s\\n' "$word"; done > "$here/words"
      echo "$AFTERCLOSE_REQUEST" >> "$here/started"
      env > "$here/environment"
      echo "working"
      while [ -f "$here/busy" ]; do sleep 0.05; done
      [ ! -f "$here/code" ] || { echo "symbol-batch: it says why"; exit "$(cat "$here/code")"; }
      """;

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static Path job;
  private static TestConsole console;
  private String operator = "";

  @BeforeAll
  static void start() throws IOException {
    job = Files.createDirectories(home.resolve("bin")).resolve("symbol-batch");
    Files.writeString(job, JOB);
    Files.setPosixFilePermissions(job, PosixFilePermissions.fromString("rwx------"));
    console =
        TestConsole.start(
            postgres,
            home,
            clock,
            Map.of("AFTERCLOSE_CONSOLE_HOSTS", "console.test", "FMP_API_KEY", "k", "OTHER", "x"),
            Map.of(JobName.SYMBOL_BATCH, job, JobName.PORTFOLIO_REFRESH, job));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void begin() throws IOException {
    postgres.reset();
    clock.advance(Duration.ofMinutes(2));
    for (String name : List.of("busy", "code", "started", "words")) {
      Files.deleteIfExists(beside(name));
    }
    plan("aa11");
    operator = console.token(Role.OPERATOR);
  }

  @AfterEach
  void end() throws Exception {
    Files.deleteIfExists(beside("busy"));
    RequestStore requests = new RequestStore(postgres.dataSource(), clock);
    await(() -> requests.newest(null, 500).stream().allMatch(one -> one.state().name().over()));
  }

  private static Path beside(String name) {
    return job.resolveSibling(name);
  }

  private static void plan(String fingerprint) throws IOException {
    Files.writeString(
        beside("plan"),
        """
        {"fingerprint": "%s", "made_at": "2022-07-01T02:00:00Z",
         "items": [{"date": "2022-06-30", "symbol": "KILO", "reason": "no row"}]}
        """
            .formatted(fingerprint));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
      Thread.sleep(20);
      // what limits requests counts by this clock
      clock.advance(Duration.ofMillis(100));
    }
  }

  private HttpResponse<String> submit(String body, String key, Optional<String> plan) {
    HttpRequest.Builder request =
        console
            .with(operator, "/api/v1/requests")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body));
    plan.ifPresent(tag -> request.header("If-Match", "\"" + tag + "\""));
    return console.send(request);
  }

  private static String id(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("id").asString("");
  }

  private JsonNode request(String id) {
    return console.json("/api/v1/requests/" + id, operator);
  }

  private void awaitState(String id, String state) throws Exception {
    await(() -> request(id).path("state").asString("").equals(state));
  }

  private static List<String> audited() {
    return new AuditStore(postgres.dataSource())
        .newest(null, null, 500).stream()
            .map(AuditStore.Stored::entry)
            .map(entry -> entry.action() + " " + entry.outcome())
            .toList();
  }

  @Test
  void a_plan_that_was_seen_is_started_once_as_the_jobs_own_process() throws Exception {
    HttpResponse<String> plan = console.post("/api/v1/plans", operator, RERUN);
    assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
    assertThat(plan.headers().firstValue("ETag")).contains("\"aa11\"");
    assertThat(JSON.readTree(plan.body()).path("items_total").asInt()).isEqualTo(1);

    HttpResponse<String> taken = submit(RERUN, "k1", Optional.of("aa11"));

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(taken.headers().firstValue("Location")).contains("/api/v1/requests/" + id(taken));
    awaitState(id(taken), "ENDED");
    JsonNode ended = request(id(taken));
    assertThat(ended.path("exit_code").asInt(-1)).isZero();
    assertThat(ended.path("planned").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(beside("words")))
        .containsExactly("rerun", "--date=2022-06-30", "--source=admin", "--expect-plan=aa11");
    assertThat(Files.readAllLines(beside("started"))).containsExactly(id(taken));
    assertThat(Files.readAllLines(beside("environment")))
        .contains("FMP_API_KEY=k")
        .noneMatch(line -> line.startsWith("OTHER=") || line.startsWith("AFTERCLOSE_CONSOLE"));
    assertThat(console.get("/api/v1/requests/" + id(taken) + "/log", operator).body())
        .isEqualTo("working\n");
    assertThat(audited()).containsExactly("rerun STARTED");
  }

  @Test
  void a_plan_that_is_no_longer_true_starts_nothing() throws Exception {
    plan("bb22");

    HttpResponse<String> refused = submit(RERUN, "k1", Optional.of("aa11"));

    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body()).contains("/problems/plan-changed", "\"fingerprint\":\"bb22\"");
    assertThat(beside("started")).doesNotExist();
    assertThat(audited()).containsExactly("rerun REFUSED");
  }

  @Test
  void what_repeats_a_night_needs_a_plan_and_each_request_a_key() {
    assertThat(submit(RERUN, "k1", Optional.empty()).statusCode()).isEqualTo(428);
    assertThat(console.post("/api/v1/requests", operator, RERUN).statusCode()).isEqualTo(400);
    assertThat(submit("{\"action\": \"rerun\"}", "k2", Optional.empty()).body())
        .contains("job: it is missing", "from: it is missing");
    assertThat(submit("{\"action\"", "k3", Optional.empty()).statusCode()).isEqualTo(400);
  }

  @Test
  void the_same_key_is_the_same_request_for_a_day() throws Exception {
    String first = id(submit(RERUN, "k1", Optional.of("aa11")));
    awaitState(first, "ENDED");

    assertThat(id(submit(RERUN, "k1", Optional.of("aa11")))).isEqualTo(first);
    HttpResponse<String> other = submit(RERUN.replace("late", "later"), "k1", Optional.of("aa11"));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("/problems/idempotency-reused");
    assertThat(Files.readAllLines(beside("started"))).hasSize(1);
  }

  @Test
  void many_who_start_the_same_at_once_start_one() throws Exception {
    Files.createFile(beside("busy"));
    ExecutorService many = Executors.newFixedThreadPool(12);
    try {
      List<Callable<HttpResponse<String>>> clicks = new ArrayList<>();
      for (int click = 0; click < 36; click++) {
        String key = "click-" + click;
        String run =
            "{\"action\": \"run\", \"job\": \"symbol-batch\", \"from\": \"2022-06-30\","
                + " \"reason\": \"by hand\"}";
        clicks.add(() -> submit(run, key, Optional.empty()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : many.invokeAll(clicks)) {
        statuses.add(answer.get().statusCode());
      }
      assertThat(statuses).hasSize(36).containsOnlyOnce(202);
      assertThat(statuses.stream().filter(status -> status != 202))
          .allMatch(status -> status == 409);
    } finally {
      many.shutdownNow();
    }
    assertThat(audited()).containsOnlyOnce("run STARTED").hasSize(36);
  }

  @Test
  void rights_are_checked_at_the_one_way_to_a_run() {
    assertThat(submit(RERUN.replace("rerun", "recover"), "k1", Optional.empty()).statusCode())
        .isEqualTo(403);
    String forced = RERUN.replace("\"rerun\"", "\"rerun\", \"force\": true");
    assertThat(submit(forced, "k2", Optional.of("aa11")).body()).contains("needs the role admin");
    operator = console.token(Role.VIEWER);
    assertThat(submit(RERUN, "k3", Optional.of("aa11")).statusCode()).isEqualTo(403);
    assertThat(audited()).containsOnly("recover DENIED", "rerun DENIED").hasSize(2);
  }

  @Test
  void who_sees_some_portfolios_runs_those_only() {
    PortfolioStore portfolios = new PortfolioStore(postgres.dataSource(), clock);
    portfolios.add(PortfolioName.of("Growth"), List.of());
    portfolios.add(PortfolioName.of("Other"), List.of());
    operator = console.token(Role.OPERATOR, Optional.of(List.of("Growth")));
    String run =
        """
        {"action": "run", "job": "portfolio-refresh", "from": "2022-06-30", "scope": "%s",
         "reason": "by hand"}
        """;

    assertThat(submit(run.formatted("all"), "k1", Optional.empty()).statusCode()).isEqualTo(403);
    assertThat(submit(run.formatted("portfolio:Other"), "k2", Optional.empty()).statusCode())
        .isEqualTo(404);
    assertThat(submit(run.formatted("portfolio:Growth"), "k3", Optional.empty()).statusCode())
        .isEqualTo(202);
  }

  @Test
  void a_refusal_of_the_job_is_told_with_its_words() throws Exception {
    Files.writeString(beside("code"), "5");

    String id = id(submit(RERUN, "k1", Optional.of("aa11")));

    awaitState(id, "REFUSED");
    assertThat(request(id).path("problem").asString("")).isEqualTo("symbol-batch: it says why");
    assertThat(request(id).path("exit_code").asInt()).isEqualTo(5);
  }

  @Test
  void a_second_request_of_a_job_waits_and_can_be_taken_back() throws Exception {
    Files.createFile(beside("busy"));
    String first = id(submit(RERUN, "k1", Optional.of("aa11")));
    awaitState(first, "STARTED");
    String second = id(submit(RERUN.replace("06-30", "06-29"), "k2", Optional.of("aa11")));
    assertThat(request(second).path("state").asString("")).isEqualTo("REQUESTED");
    assertThat(request(second).path("position_in_queue").asInt()).isEqualTo(1);

    HttpResponse<String> taken =
        console.send(console.with(operator, "/api/v1/requests/" + second).DELETE());

    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(request(second).path("state").asString("")).isEqualTo("CANCELLED");
    Files.delete(beside("busy"));
    awaitState(first, "ENDED");
    assertThat(Files.readAllLines(beside("started"))).containsExactly(first);
  }

  @Test
  void a_backfill_is_stopped_at_the_session_that_it_is_at() throws Exception {
    Files.createFile(beside("busy"));
    String backfill =
        """
        {"action": "backfill", "job": "symbol-batch", "from": "2022-06-27", "to": "2022-06-30",
         "reason": "by hand"}
        """;
    String id = id(submit(backfill, "k1", Optional.of("aa11")));
    awaitState(id, "STARTED");
    new JdbcTemplate(postgres.dataSource())
        .update(
            """
            with begun as (
              insert into job_runs (job_name, target_date, scope, revision, source, host, pid,
                version, request_id, state, started_at)
              values ('symbol-batch', '2022-06-29', 'all', 1, 'admin', 'test', 1, 'test',
                cast(? as uuid), 'RUNNING', now())
              returning run_id
            )
            insert into job_run_heartbeats (run_id, heartbeat_at) select run_id, now() from begun
            """,
            id);

    HttpResponse<String> stop =
        console.send(console.with(operator, "/api/v1/requests/" + id).DELETE());

    assertThat(stop.statusCode()).as(stop.body()).isEqualTo(202);
    assertThat(JSON.readTree(stop.body()).path("from").asString("")).isEqualTo("2022-06-29");
  }

  @Test
  void a_process_that_dies_is_seen_at_once() throws Exception {
    Files.createFile(beside("busy"));
    String id = id(submit(RERUN, "k1", Optional.of("aa11")));
    awaitState(id, "STARTED");
    StoredRequest request =
        new RequestStore(postgres.dataSource(), clock).find(UUID.fromString(id)).orElseThrow();

    ProcessHandle.of(request.work().pid().orElseThrow()).orElseThrow().destroyForcibly();

    awaitState(id, "ENDED");
    assertThat(request(id).path("exit_code").asInt()).isEqualTo(137);
  }

  @Test
  void what_a_console_that_is_gone_has_started_is_found_again() throws Exception {
    RequestStore requests = new RequestStore(postgres.dataSource(), clock);
    String id = id(submit(RERUN, "k1", Optional.of("aa11")));
    awaitState(id, "ENDED");
    Process orphan = new ProcessBuilder("sleep", "600").start();
    try {
      ChildProcess child = ChildProcess.of(orphan.toHandle());
      assertThat(child.alive()).isPresent();
      assertThat(new ChildProcess(child.pid(), child.begunAt().minusSeconds(9)).alive()).isEmpty();
    } finally {
      orphan.destroyForcibly().waitFor();
    }
    assertThat(requests.unfinished()).isEmpty();
  }

  @Test
  void the_platforms_path_is_answered_as_it_is_documented() throws Exception {
    PortfolioStore portfolios = new PortfolioStore(postgres.dataSource(), clock);
    long growth = portfolios.add(PortfolioName.of("Growth"), List.of()).id();
    String path = "/api/v1/portfolios/" + growth + "/snapshots?date=2022-06-30";

    assertThat(console.post(path, operator, "").statusCode()).isEqualTo(403);
    String admin = console.token(Role.ADMIN);
    HttpResponse<String> done = console.post(path, admin, "");

    assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
    JsonNode answer = JSON.readTree(done.body());
    assertThat(answer.path("status").asString("")).isEqualTo("completed");
    assertThat(answer.path("results").propertyNames())
        .containsExactly("processed", "succeeded", "failed");
    assertThat(Files.readAllLines(beside("words")))
        .containsExactly("run", "--date=2022-06-30", "--source=admin", "--portfolio=Growth");
    Files.writeString(beside("code"), "3");
    HttpResponse<String> daily = console.post("/api/v1/snapshots/daily", admin, "");
    assertThat(JSON.readTree(daily.body()).path("status").asString("")).isEqualTo("partial");
    assertThat(console.post("/api/v1/portfolios/99/snapshots", admin, "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_option_that_is_typed_as_a_reason_stays_a_reason() throws Exception {
    operator = console.token(Role.ADMIN);
    String forced =
        RERUN
            .replace("\"rerun\"", "\"rerun\", \"force\": true")
            .replace("late prices", "--home=/tmp; $(id) 'x'");

    awaitState(id(submit(forced, "k1", Optional.of("aa11"))), "ENDED");

    assertThat(Files.readAllLines(beside("words"), UTF_8))
        .contains("--reason=--home=/tmp; $(id) 'x'")
        .hasSize(6);
  }
}
