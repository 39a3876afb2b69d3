package io.afterclose.deploy.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.deploy.Jobs;
import io.afterclose.testkit.PostgresExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console and the jobs as they are built: what is asked for is done by the job's own process,
 * whichever of the two is killed meanwhile, and is found again.
 */
class ConsoleIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();
  @TempDir static Path home;

  private static Map<String, String> environment = Map.of();
  private static String token = "";

  @BeforeAll
  static void prepare() throws Exception {
    environment = ServedConsole.environment(DATABASE.environment(), home);
    Jobs.symbolBatch(
            environment, "universe", "add", "ALFA", "DLTA", "ECHO", "KILO", "ROMO", "TNGO", "ZULU")
        .with(0);
    ServedConsole.type(environment, "account", "add", "ana", "--role", "ADMIN");
    token =
        JSON.readTree(
                ServedConsole.type(
                    environment,
                    "token",
                    "create",
                    "--account=ana",
                    "--name=test",
                    "--role=ADMIN",
                    "-o=json"))
            .get(0)
            .path("token")
            .asString("");
    assertThat(token).startsWith("acl_");
  }

  private static String run(String date) {
    return """
        {"action": "run", "job": "symbol-batch", "from": "%s", "reason": "by hand"}
        """
        .formatted(date);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited three minutes").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static boolean isAtWork(JsonNode request) {
    return request.path("state").asString("").equals("STARTED") && !request.path("runs").isEmpty();
  }

  private static boolean ended(JsonNode request) {
    return request.path("state").asString("").equals("ENDED");
  }

  @Test
  void a_night_goes_on_without_the_console_and_is_found_again_by_the_next_one() throws Exception {
    String id;
    try (ServedConsole console = ServedConsole.start(environment, token)) {
      id = console.submit(run("2026-01-02"));
      await(() -> isAtWork(console.request(id)));
      console.kill();
    }
    try (ServedConsole next = ServedConsole.start(environment, token)) {
      await(() -> ended(next.request(id)));
      JsonNode request = next.request(id);
      assertThat(request.path("runs").get(0).path("state").asString("")).isEqualTo("COMPLETED");
      assertThat(request.path("exit_code").asInt(-1)).isZero();
      assertThat(request.path("did").path("not_done")).isEmpty();

      killed(next);
      stopped(next);
    }
  }

  /** What a killed process left, the same session resumes; its plan is what is left. */
  private static void killed(ServedConsole console) throws Exception {
    String id = console.submit(run("2026-01-05"));
    await(() -> isAtWork(console.request(id)));
    long pid = console.request(id).path("process").path("pid").asLong();
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    await(() -> ended(console.request(id)));
    assertThat(console.request(id).path("exit_code").asInt()).isEqualTo(137);

    String rerun =
        """
        {"action": "rerun", "job": "symbol-batch", "from": "2026-01-05", "reason": "it died"}
        """;
    HttpResponse<String> plan = console.post("/api/v1/plans", rerun);
    assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
    assertThat(JSON.readTree(plan.body()).path("items_total").asInt()).isPositive();
    HttpResponse<String> taken =
        console.post(
            ServedConsole.REQUESTS,
            rerun,
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "If-Match",
            plan.headers().firstValue("ETag").orElseThrow());
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    String again = JSON.readTree(taken.body()).path("id").asString("");
    await(() -> ended(console.request(again)));
    assertThat(console.request(again).path("exit_code").asInt(-1))
        .as(console.request(again).toString())
        .isZero();
  }

  /** A run that is stopped from here ends at its next chunk. */
  private static void stopped(ServedConsole console) throws Exception {
    String id = console.submit(run("2026-01-06"));
    await(() -> isAtWork(console.request(id)));
    HttpResponse<String> stop =
        console.send(ServedConsole.REQUESTS + "/" + id, HttpRequest.newBuilder().DELETE());
    assertThat(stop.statusCode()).as(stop.body()).isIn(200, 202);
    await(() -> ended(console.request(id)));
    assertThat(console.request(id).path("runs").get(0).path("state").asString(""))
        .isIn("STOPPED", "COMPLETED");
    List<String> audited =
        JSON.readTree(console.send("/api/v1/audit", HttpRequest.newBuilder().GET()).body())
            .path("entries")
            .valueStream()
            .map(entry -> entry.path("action").asString(""))
            .toList();
    assertThat(audited).contains("rerun", "run", "account.add", "token.create");
  }
}
