package io.afterclose.console.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.health.Readiness;
import io.afterclose.console.nights.RecordedRuns;
import io.afterclose.console.portfolios.StoredBook;
import io.afterclose.console.symbols.StoredNights;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.page.Page;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running console answers is what {@code openapi.json} tells. */
class AnswersTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Each command of the jobs answers as the job would. */
  private static final String JOB =
      """
      #!/bin/sh
      here=$(dirname "$0")
      case "$1" in
        plan) cat "$here/plan" ;;
        explain | diff) [ ! -f "$here/away" ] || exit 75; echo '[{"input": "price", "value": 10.5, "reason": null}]' ;;
        doctor) echo '[{"check": "last night", "verdict": "OK", "found": "complete", "advice": ""}]' ;;
        onboard) echo '[{"portfolio": "P", "session": "2022-06-30", "phase": "prices", "done": 1,
          "missing": 0, "failed": 0, "first": null, "reason": null}]' ;;
        *) echo working; while [ -f "$here/busy" ]; do sleep 0.05; done ;;
      esac
      """;

  private static final String RERUN =
      """
      {"action": "rerun", "job": "symbol-batch", "from": "2022-06-30", "reason": "late prices"}
      """;

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static final LocalDate LAST = LocalDate.parse("2022-06-30");
  private static final Contract contract = new Contract(Page.resource("/console/openapi.json"));

  private static TestConsole console;
  private static long night;
  private static Map<Role, String> tokens = Map.of();
  private static Map<String, String> keys = Map.of();

  @BeforeAll
  static void start() throws IOException {
    postgres.reset();
    StoredBook book = StoredBook.stored(postgres, clock);
    store();
    Path job = Files.createDirectories(home.resolve("bin")).resolve("job");
    Files.writeString(job, JOB);
    Files.setPosixFilePermissions(job, PosixFilePermissions.fromString("rwx------"));
    plan("aa11");
    console =
        TestConsole.start(
            postgres,
            home,
            clock,
            Map.of(),
            Map.of(JobName.SYMBOL_BATCH, job, JobName.PORTFOLIO_REFRESH, job));
    tokens =
        Map.of(
            Role.VIEWER, console.token(Role.VIEWER),
            Role.OPERATOR, console.token(Role.OPERATOR),
            Role.ADMIN, console.token(Role.ADMIN));
    keys =
        Map.of(
            "growth", String.valueOf(book.growth.id()),
            "cash", String.valueOf(book.cash.id()),
            "empty", String.valueOf(book.empty.id()));
  }

  private static void store() {
    StoredNights nights = new StoredNights(postgres.dataSource());
    RecordedRuns runs = new RecordedRuns(postgres.dataSource());
    Instant evening = Instant.parse("2022-07-01T01:00:00Z");
    StoredNights.AtWork before = nights.night(LAST.minusDays(1), 1, 1.0, List.of("AAA", "SPY"));
    runs.phase(before.execution(), "prices", evening.minusSeconds(86_400), 60L, 20, 19);
    runs.failure(before.execution(), "prices", "BBB", "NO_ANSWER");
    StoredNights.AtWork last = nights.begin("symbol-batch", LAST, "all", 1);
    nights.write(LAST, 1.1, List.of("AAA", "BBB", "SPY"));
    nights.prices("AAA", LAST.minusDays(5), LAST, last.execution());
    runs.phase(last.execution(), "prices", evening, 60L, 20, 18);
    runs.failure(last.execution(), "prices", "BBB", "NO_ANSWER");
    runs.failure(last.execution(), "prices", "CCC", "REJECTED_JUMP");
    nights.end(last, BatchStatus.COMPLETED);
    night = last.run();
    nights.begin("portfolio-refresh", LAST, "all", 1);
    new QuarantineStore(postgres.dataSource(), clock)
        .save(
            last.execution(),
            List.of(new QuarantinedValue("BBB", LAST.toString(), "NOT_FINITE", "", "yahoo", null)));
    new JdbcTemplate(postgres.dataSource())
        .update("update market_data_cache set flags = 'SUSPECT_JUMP'");
    new JdbcTemplate(postgres.dataSource())
        .update(
            "insert into symbol_onboarding_queue (symbol, status, reason)"
                + " values ('KILO', 'FAILED', 'no provider knows it')");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void plan(String fingerprint) throws IOException {
    Files.writeString(
        home.resolve("bin").resolve("plan"),
        """
        {"fingerprint": "%s", "made_at": "2022-07-01T02:00:00Z",
         "items": [{"date": "2022-06-30", "symbol": "KILO", "reason": "no row"}]}
        """
            .formatted(fingerprint));
  }

  private static String token(Role role) {
    return String.valueOf(tokens.get(role));
  }

  /** The path of an operation with keys that there are, and what else is asked. */
  private static String path(String operation, String rest) {
    String path = operation.substring(operation.indexOf(' ') + 1);
    String concrete =
        path.replace("{id}", keys.getOrDefault("growth", ""))
            .replace("{job}", "symbol-batch")
            .replace("{date}", LAST.toString())
            .replace("{symbol}", path.contains("/onboarding/") ? "KILO" : "AAA")
            .replace("{factor}", "MARKET_BETA")
            .replace("{name}", "nobody");
    return concrete + rest;
  }

  private static HttpResponse<String> checked(String operation, HttpRequest.Builder request) {
    // what limits requests counts by this clock
    clock.advance(Duration.ofSeconds(operation.startsWith("GET") ? 1 : 7));
    HttpResponse<String> answer = console.send(request);
    contract.check(operation, answer);
    return answer;
  }

  /** GET with keys that there are. */
  private static HttpResponse<String> get(String operation, String rest) {
    return at("GET " + operation, path("GET " + operation, rest));
  }

  /** GET of a path of an operation. */
  private static HttpResponse<String> at(String operation, String path) {
    return checked(operation, console.with(token(Role.ADMIN), path));
  }

  private static HttpResponse<String> send(
      String operation, String path, String json, String... headers) {
    String method = operation.substring(0, operation.indexOf(' '));
    HttpRequest.Builder request =
        console
            .with(token(Role.ADMIN), path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
    return checked(operation, headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> send(String operation, String json) {
    return send(operation, path(operation, ""), json);
  }

  @Test
  void every_answer_is_as_it_is_told() throws Exception {
    refuseWhoMayNot();
    readPortfolios();
    readSymbols();
    readRuns();
    readTheRest();
    refuseWrongValues();
    requestRuns();
    triggerSnapshots();
    addPortfolios();
    administer();
    answerAgainOnlyWhatChanged();
    limitRequests();
    endTheProbe();

    assertThat(contract.differences()).isEmpty();
    Set<String> never = new TreeSet<>(contract.told());
    never.removeAll(contract.answered());
    assertThat(never.stream().filter(answer -> answer.matches(".* [23]\\d\\d")))
        .as("told, and no request here was answered so")
        .isEmpty();
  }

  /** Nobody, and who has a lesser role. */
  private static void refuseWhoMayNot() {
    for (String operation : contract.operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String role = contract.operation(operation).path("x-role").asString("");
      if (!role.isEmpty()) {
        String path = path(operation, "");
        boolean reads = method.equals("GET");
        HttpResponse<String> nobody =
            console.send(
                HttpRequest.newBuilder(console.address(path))
                    .method(method, BodyPublishers.noBody()));
        contract.check(operation, nobody);
        assertThat(nobody.statusCode()).as(operation).isEqualTo(reads ? 401 : 403);
        if (!role.equals("viewer")) {
          Role lesser = role.equals("admin") ? Role.OPERATOR : Role.VIEWER;
          assertThat(
                  checked(
                          operation,
                          console.with(token(lesser), path).method(method, BodyPublishers.noBody()))
                      .statusCode())
              .as(operation)
              .isEqualTo(403);
        }
      }
    }
  }

  private static void readPortfolios() {
    get("/api/v1/portfolios", "");
    get("/api/v1/portfolios", "?limit=1");
    for (String part :
        List.of(
            "",
            "/positions",
            "/snapshots",
            "/figures",
            "/volatility",
            "/sectors",
            "/concentration",
            "/stress",
            "/correlations",
            "/performance",
            "/completeness",
            "/exposures")) {
      String path = "/api/v1/portfolios/{id}" + part;
      assertThat(get(path, "").statusCode()).as(path).isEqualTo(200);
      at("GET " + path, "/api/v1/portfolios/" + keys.get("empty") + part);
      at("GET " + path, "/api/v1/portfolios/" + keys.get("cash") + part);
      assertThat(at("GET " + path, "/api/v1/portfolios/987654" + part).statusCode()).isEqualTo(404);
    }
    get("/api/v1/portfolios/{id}/positions", "?date=2022-06-29");
    get("/api/v1/portfolios/{id}/snapshots", "?revisions=all");
    get("/api/v1/portfolios/{id}/snapshots/{date}", "");
    get("/api/v1/portfolios/{id}/correlations", "?kind=factor");
    get("/api/v1/portfolios/{id}/figures", "?code=volatility,herfindahl");
    for (String part : List.of("explanation", "diff")) {
      get("/api/v1/portfolios/{id}/snapshots/{date}/" + part, "");
    }
  }

  private static void readSymbols() throws IOException {
    send("POST /api/v1/cache/reload", "");
    get("/api/v1/cache", "");
    get("/api/v1/symbols", "");
    get("/api/v1/symbols", "?limit=1");
    for (String part : List.of("", "/exposures", "/prices")) {
      get("/api/v1/symbols/{symbol}" + part, "");
      at("GET /api/v1/symbols/{symbol}" + part, "/api/v1/symbols/ZZZZ" + part);
    }
    get("/api/v1/symbols/{symbol}/exposures", "?date=2022-06-29");
    get("/api/v1/exposures", "?symbol=AAA&symbol=ZZZZ");
    String explanation = "/api/v1/symbols/{symbol}/exposures/{factor}/explanation";
    get(explanation, "");
    Path away = Files.createFile(home.resolve("bin").resolve("away"));
    assertThat(get(explanation, "").statusCode()).isEqualTo(503);
    Files.delete(away);
  }

  private static void readRuns() throws Exception {
    get("/api/v1/nights", "?from=2022-05-25&to=2022-07-05");
    get("/api/v1/runs", "");
    get("/api/v1/runs", "?limit=1");
    get("/api/v1/runs/{job}/{date}", "");
    get("/api/v1/runs/{job}/{date}/items", "");
    get("/api/v1/runs/{job}/{date}/items", "?limit=1");
    get("/api/v1/runs/{job}/{date}/diff", "?with=2022-06-29");
    for (String part : List.of("", "/items", "/diff")) {
      at(
          "GET /api/v1/runs/{job}/{date}" + part,
          "/api/v1/runs/portfolio-refresh/2022-06-30" + part + "?with=2022-06-30");
      at(
          "GET /api/v1/runs/{job}/{date}" + part,
          "/api/v1/runs/symbol-batch/2021-06-30" + part + "?with=2022-06-30");
    }
    listen();
  }

  /** The first event of the run that is open. */
  private static void listen() throws Exception {
    HttpRequest request =
        console
            .with(token(Role.VIEWER), "/events?run=portfolio-refresh/2022-06-30")
            .timeout(Duration.ofSeconds(20))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String data = lines.lines().filter(line -> line.startsWith("data:")).findFirst().orElse("");
      contract.validate("an event", "RunProgress", data.substring("data:".length()));
    }
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    contract.answered().add("GET /events " + answer.statusCode());
    at("GET /events", "/events");
    at("GET /events", "/events?run=symbol-batch/2021-06-30");
  }

  private static void readTheRest() {
    for (String path :
        List.of(
            "/api/v1/onboarding",
            "/api/v1/onboarding/{symbol}",
            "/api/v1/schedule",
            "/api/v1/doctor",
            "/api/v1/quality",
            "/api/v1/openapi.json",
            "/health/live",
            "/health/ready")) {
      assertThat(get(path, "").statusCode()).as(path).isEqualTo(200);
    }
    get("/api/v1/quality", "?limit=1");
    at("GET /health/live", "/api/v1/health/live");
    at("GET /health/ready", "/api/v1/health/ready");
    at("GET /api/v1/onboarding/{symbol}", "/api/v1/onboarding/ZZZZ");
    send("POST /api/v1/onboarding/{symbol}/retry", "");
    send(
        "PUT /api/v1/schedule/{id}",
        "/api/v1/schedule/symbol-batch",
        "{\"enabled\": true, \"paused_until\": \"2022-07-05\", \"reason\": \"from now on\"}");
    send("PUT /api/v1/schedule/{id}", "/api/v1/schedule/none", "{\"enabled\": false}");
    send("PUT /api/v1/schedule/{id}", "/api/v1/schedule/symbol-batch", "{");
    send("PUT /api/v1/schedule/{id}", "/api/v1/schedule/symbol-batch", "{}");
  }

  /** So that no parameter is told of that nothing reads. */
  private static void refuseWrongValues() {
    for (String operation : contract.operations()) {
      for (JsonNode parameter : contract.operation(operation).path("parameters")) {
        JsonNode schema = parameter.path("schema");
        boolean free =
            schema.path("type").asString("").equals("string")
                && !schema.has("format")
                && !schema.has("enum");
        boolean many = schema.path("type").asString("").equals("array");
        if (operation.startsWith("GET")
            && parameter.path("in").asString().equals("query")
            && !free
            && !many) {
          String rest = "?with=2022-06-29&" + parameter.path("name").asString() + "=%21";
          HttpResponse<String> answer =
              at(operation, path(operation, rest.replace("?with=2022-06-29&with", "?with")));
          assertThat(answer.statusCode())
              .as(operation + " " + parameter.path("name"))
              .isIn(400, 422);
        }
      }
    }
  }

  private static void requestRuns() throws Exception {
    String submit = "POST /api/v1/requests";
    HttpResponse<String> plan = send("POST /api/v1/plans", RERUN);
    String tag = plan.headers().firstValue("ETag").orElseThrow();
    send("POST /api/v1/plans", "{}");
    send("POST /api/v1/plans", "no JSON");
    send(submit, RERUN);
    send(submit, "/api/v1/requests", RERUN, "Idempotency-Key", "k0");
    send(submit, "/api/v1/requests", RERUN, "Idempotency-Key", "k1", "If-Match", "\"bb\"");
    Path busy = Files.createFile(home.resolve("bin").resolve("busy"));
    HttpResponse<String> taken =
        send(submit, "/api/v1/requests", RERUN, "Idempotency-Key", "k2", "If-Match", tag);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String id = JSON.readTree(taken.body()).path("id").asString();
    send(submit, "/api/v1/requests", RERUN, "Idempotency-Key", "k3", "If-Match", tag);
    send(
        submit,
        "/api/v1/requests",
        RERUN.replace("late", "other"),
        "Idempotency-Key",
        "k2",
        "If-Match",
        tag);
    String one = "/api/v1/requests/" + id;
    new JdbcTemplate(postgres.dataSource())
        .update("update job_runs set request_id = cast(? as uuid) where run_id = ?", id, night);
    assertThat(at("GET /api/v1/requests/{id}", one).body()).contains("REJECTED_JUMP");
    at("GET /api/v1/requests/{id}", "/api/v1/requests/" + "0".repeat(8) + "-0-0-0-0");
    at("GET /api/v1/requests/{id}", "/api/v1/requests/none");
    send("DELETE /api/v1/requests/{id}", one, "");
    Files.delete(busy);
    for (int tries = 0; tries < 400 && !over(one); tries++) {
      Thread.sleep(25);
    }
    at("GET /api/v1/requests/{id}/log", one + "/log");
    send("DELETE /api/v1/requests/{id}", one, "");
    send(
        submit,
        "/api/v1/requests",
        RERUN,
        "Idempotency-Key",
        "k4",
        "If-Match",
        tag,
        "Prefer",
        "wait=20");
    get("/api/v1/requests", "");
    get("/api/v1/requests", "?limit=1");
  }

  private static boolean over(String request) {
    return at("GET /api/v1/requests/{id}", request).body().contains("\"state\":\"ENDED\"");
  }

  private static void triggerSnapshots() {
    for (String operation :
        List.of(
            "POST /api/v1/portfolios/{id}/snapshots",
            "POST /api/v1/snapshots/daily",
            "POST /api/v1/portfolios/{id}/calculate")) {
      send(operation, path(operation, ""), "", "Prefer", "wait=20");
      send(operation, path(operation, ""), "", "Prefer", "wait=0");
      String unknown = path(operation, "").replaceFirst("/portfolios/[0-9]+", "/portfolios/98765");
      send(operation, unknown, "");
    }
    send(
        "POST /api/v1/portfolios/{id}/snapshots",
        path("POST /api/v1/portfolios/{id}/snapshots", "?date=2022-07-04"),
        "");
  }

  private static void addPortfolios() {
    for (String name : List.of("Cash", "Empty", "")) {
      String body =
          """
          --limit\r
          Content-Disposition: form-data; name="name"\r
          \r
          %s\r
          --limit\r
          Content-Disposition: form-data; name="file"; filename="p.csv"\r
          Content-Type: text/csv\r
          \r
          symbol,quantity\r
          --limit--\r
          """
              .formatted(name);
      checked(
          "POST /api/v1/portfolios",
          console
              .with(token(Role.OPERATOR), "/api/v1/portfolios")
              .header("Content-Type", "multipart/form-data; boundary=limit")
              .POST(BodyPublishers.ofString(body)));
    }
    send("POST /api/v1/portfolios", "{}");
  }

  private static void administer() {
    send(
        "POST /api/v1/accounts",
        "{\"name\": \"ana\", \"password\": \"a long password of ana\", \"role\": \"viewer\","
            + " \"portfolios\": [\"Cash\"]}");
    send("POST /api/v1/accounts", "{}");
    send("POST /api/v1/accounts", "no JSON");
    get("/api/v1/accounts", "");
    HttpResponse<String> token =
        send(
            "POST /api/v1/tokens",
            "{\"account\": \"ana\", \"name\": \"script\", \"role\": \"viewer\", \"days\": 10}");
    send("POST /api/v1/tokens", "{\"account\": \"nobody\", \"name\": \"x\", \"role\": \"viewer\"}");
    get("/api/v1/tokens", "");
    String id = JSON.readTree(token.body()).path("id").asString();
    send("DELETE /api/v1/tokens/{id}", "/api/v1/tokens/" + id, "");
    send("DELETE /api/v1/tokens/{id}", "/api/v1/tokens/98765", "");
    send("DELETE /api/v1/accounts/{name}", "/api/v1/accounts/ana", "");
    send("DELETE /api/v1/accounts/{name}", "/api/v1/accounts/nobody", "");
    get("/api/v1/audit", "");
    get("/api/v1/audit", "?limit=1");
  }

  private static void answerAgainOnlyWhatChanged() {
    for (String operation : contract.operations()) {
      if (contract.told().contains(operation + " 304")) {
        String rest = operation.endsWith("/exposures") ? "?symbol=AAA" : "";
        HttpResponse<String> first = at(operation, path(operation, rest));
        String tag = first.headers().firstValue("ETag").orElse("\"none\"");
        HttpResponse<String> second =
            checked(
                operation,
                console
                    .with(token(Role.ADMIN), path(operation, rest))
                    .header("If-None-Match", tag));
        assertThat(second.statusCode()).as(operation).isEqualTo(304);
      }
    }
  }

  private static void limitRequests() {
    String many = console.token(Role.VIEWER);
    List<HttpResponse<String>> answers =
        IntStream.range(0, 70)
            .mapToObj(number -> console.get("/api/v1/cache", many))
            .collect(Collectors.toList());
    answers.forEach(answer -> contract.check("GET /api/v1/cache", answer));
    assertThat(contract.answered()).contains("GET /api/v1/cache 429");
  }

  private static void endTheProbe() {
    console.bean(Readiness.class).stop();
    assertThat(at("GET /health/ready", "/health/ready").statusCode()).isEqualTo(503);
  }
}
