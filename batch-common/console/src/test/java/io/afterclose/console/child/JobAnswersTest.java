package io.afterclose.console.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What is asked of the jobs' programs, here a script that prints its words. */
class JobAnswersTest {

  private static final String JOB =
      """
      #!/bin/sh
      here=$(dirname "$0")
      for word in "$@"; do
        case $word in --file=*) cp "${word#--file=}" "$here/file"; continue ;; esac
        printf '%s\\n' "$word"
      done > "$here/words"
      [ ! -f "$here/err" ] || cat "$here/err" >&2
      cat "$here/out"
      exit "$(cat "$here/code")"
      """;

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static Path job;
  private static TestConsole console;
  private String operator = "";
  private long growth;

  @BeforeAll
  static void start() throws IOException {
    job = Files.createDirectories(home.resolve("bin")).resolve("job");
    Files.writeString(job, JOB);
    Files.setPosixFilePermissions(job, PosixFilePermissions.fromString("rwx------"));
    console =
        TestConsole.start(
            postgres,
            home,
            clock,
            Map.of(),
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
    Files.deleteIfExists(job.resolveSibling("err"));
    answers(0, "[{\"why\": \"so\"}]");
    operator = console.token(Role.OPERATOR);
    growth =
        new PortfolioStore(postgres.dataSource(), clock)
            .add(PortfolioName.of("Growth"), List.of())
            .id();
  }

  private static void answers(int code, String out) throws IOException {
    Files.writeString(job.resolveSibling("code"), String.valueOf(code));
    Files.writeString(job.resolveSibling("out"), out);
  }

  private static List<String> words() throws IOException {
    return Files.readAllLines(job.resolveSibling("words"));
  }

  @Test
  void an_explanation_is_the_jobs_own() throws IOException {
    HttpResponse<String> factor =
        console.get(
            "/api/v1/symbols/KILO/exposures/MARKET_BETA/explanation?date=2022-06-30", operator);
    assertThat(factor.body()).isEqualTo("[{\"why\": \"so\"}]");
    assertThat(words())
        .containsExactly("explain", "KILO", "MARKET_BETA", "--date=2022-06-30", "-o=json");

    String path = "/api/v1/portfolios/" + growth + "/snapshots/2022-06-30/";
    assertThat(console.get(path + "explanation?figure=TWR&period=YTD", operator).statusCode())
        .isEqualTo(200);
    assertThat(words())
        .containsExactly(
            "explain",
            "--portfolio=Growth",
            "--date=2022-06-30",
            "--figure=TWR",
            "--period=YTD",
            "-o=json");
    assertThat(console.get(path + "diff?from=1&to=2", operator).statusCode()).isEqualTo(200);
    assertThat(words()).contains("diff", "--from-revision=1", "--to-revision=2");
  }

  @Test
  void what_is_no_code_never_reaches_a_command_line() {
    assertThat(
            console
                .get("/api/v1/symbols/KILO/exposures/--home=%2Ftmp/explanation", operator)
                .statusCode())
        .isIn(400, 422);
    assertThat(
            console
                .get("/api/v1/portfolios/" + growth + "/snapshots/yesterday/explanation", operator)
                .statusCode())
        .isEqualTo(422);
    String blind = console.token(Role.VIEWER, Optional.of(List.of()));
    assertThat(
            console
                .get("/api/v1/portfolios/" + growth + "/snapshots/2022-06-30/diff", blind)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_refusal_of_the_job_is_a_problem_with_its_words() throws IOException {
    answers(2, "");
    Files.writeString(job.resolveSibling("err"), "portfolio-refresh: no snapshot of this date\n");

    HttpResponse<String> refused =
        console.get("/api/v1/portfolios/" + growth + "/snapshots/2022-06-30/explanation", operator);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("portfolio-refresh: no snapshot of this date", "\"exit_code\":2");
  }

  private HttpResponse<String> upload(String name, String csv) {
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
        %s\r
        --limit--\r
        """
            .formatted(name, csv);
    return console.send(
        console
            .with(operator, "/api/v1/portfolios")
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void an_upload_is_handed_to_the_jobs_own_import() throws IOException {
    HttpResponse<String> made = upload("Growth", "symbol,quantity\nKILO,3");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
    assertThat(made.body()).contains("\"portfolio\":\"Growth\"", "\"first_snapshot\":null");
    assertThat(words()).containsExactly("onboard", "--no-wait", "-o", "json", "--name=Growth");
    assertThat(Files.readString(job.resolveSibling("file"))).isEqualTo("symbol,quantity\nKILO,3");
  }

  @Test
  void every_wrong_line_of_an_upload_is_told() throws IOException {
    answers(2, "");
    Files.writeString(
        job.resolveSibling("err"), "p.csv:2: no symbol\np.csv:3: quantity is no number\n");

    HttpResponse<String> refused = upload("Growth", "symbol,quantity\n,3\nKILO,x");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("p.csv:2: no symbol", "p.csv:3: quantity is no number");
    assertThat(upload("", "x").statusCode()).isEqualTo(422);
    operator = console.token(Role.VIEWER);
    assertThat(upload("Other", "x").statusCode()).isEqualTo(403);
  }

  @Test
  void a_symbol_that_was_given_up_is_asked_for_again() {
    JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
    jdbc.update(
        "insert into symbol_onboarding_queue (symbol, status, reason) values ('KILO', 'FAILED', 'x')");

    JsonNode queue = console.json("/api/v1/onboarding", operator);
    assertThat(queue.path("failed").asInt()).isEqualTo(1);
    assertThat(console.post("/api/v1/onboarding/KILO/retry", operator, "").statusCode())
        .isEqualTo(202);
    assertThat(console.json("/api/v1/onboarding/KILO", operator).path("status").asString(""))
        .isEqualTo("PENDING");
    assertThat(console.get("/api/v1/onboarding/NONE", operator).statusCode()).isEqualTo(404);
  }

  @Test
  void the_doctor_tells_what_the_console_and_both_jobs_find() throws IOException {
    answers(
        1,
        "[{\"check\": \"last night\", \"verdict\": \"FAIL\", \"found\": \"none\", \"advice\": \"run\"}]");

    JsonNode findings = console.json("/api/v1/doctor", operator).path("findings");

    assertThat(findings.valueStream().map(one -> one.path("program").asString("")).distinct())
        .containsExactly("console", "symbol-batch", "portfolio-refresh");
    assertThat(findings.toString()).contains("last night", "program: symbol-batch");
  }
}
