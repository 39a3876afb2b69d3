package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
  private static final Path CONSOLE = Path.of("../batch-common/console");
  private static final String REQUESTS = "/api/v1/requests";

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();
  @TempDir static Path home;

  private static Map<String, String> environment = Map.of();
  private static String token = "";

  @BeforeAll
  static void prepare() throws Exception {
    environment = new HashMap<>(DATABASE.environment());
    environment.put("AFTERCLOSE_HOME", home.toString());
    environment.put("AFTERCLOSE_PROVIDER", "sample");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Jobs.symbolBatch(
            environment, "universe", "add", "ALFA", "DLTA", "ECHO", "KILO", "ROMO", "TNGO", "ZULU")
        .with(0);
    console("account", "add", "ana", "--role", "ADMIN");
    token =
        JSON.readTree(
                console(
                    "token", "create", "--account=ana", "--name=test", "--role=ADMIN", "-o=json"))
            .get(0)
            .path("token")
            .asString("");
    assertThat(token).startsWith("acl_");
  }

  /** A command of the console with a password on its standard input. */
  private static String console(String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "console", ".out");
    List<String> command = new ArrayList<>(List.of(words));
    command.add(0, Path.of("bin/console").toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    Process process = builder.start();
    process.getOutputStream().write("correct horse battery\n".getBytes(UTF_8));
    process.getOutputStream().close();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    return Files.readString(out);
  }

  /** A console that serves. */
  private static final class Served implements AutoCloseable {

    private final JarProcess process;
    private final int port;

    private Served(JarProcess process, int port) {
      this.process = process;
      this.port = port;
    }

    static Served start() throws Exception {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Served served =
          new Served(
              JarProcess.startIn(
                  CONSOLE, "console", environment, "serve", "--listen", "127.0.0.1:" + port),
              port);
      assertThat(served.process.awaitLog(" is open")).isTrue();
      return served;
    }

    HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
      return HttpClient.newHttpClient()
          .send(
              request
                  .uri(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + token)
                  .timeout(Duration.ofSeconds(90))
                  .build(),
              BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder()
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return send(path, request);
    }

    JsonNode request(String id) throws Exception {
      return JSON.readTree(send(REQUESTS + "/" + id, HttpRequest.newBuilder().GET()).body());
    }

    String submit(String body) throws Exception {
      HttpResponse<String> taken =
          post(REQUESTS, body, "Idempotency-Key", UUID.randomUUID().toString());
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
      return JSON.readTree(taken.body()).path("id").asString("");
    }

    @Override
    public void close() {
      process.close();
    }
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
    try (Served console = Served.start()) {
      id = console.submit(run("2026-01-02"));
      await(() -> isAtWork(console.request(id)));
      console.process.kill();
    }
    try (Served next = Served.start()) {
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
  private static void killed(Served console) throws Exception {
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
            REQUESTS,
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
  private static void stopped(Served console) throws Exception {
    String id = console.submit(run("2026-01-06"));
    await(() -> isAtWork(console.request(id)));
    HttpResponse<String> stop =
        console.send(REQUESTS + "/" + id, HttpRequest.newBuilder().DELETE());
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
