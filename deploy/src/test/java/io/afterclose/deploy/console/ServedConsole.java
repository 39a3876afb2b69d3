package io.afterclose.deploy.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console that serves on a free port of the loopback address, in a process of its own. */
final class ServedConsole implements AutoCloseable {

  static final String REQUESTS = "/api/v1/requests";
  static final String PASSWORD = "correct horse battery";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path MODULE = Path.of("../batch-common/console");

  private final JarProcess process;
  private final int port;
  private final String token;

  private ServedConsole(JarProcess process, int port, String token) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /**
   * What the console, its jobs and their commands work with: a database, a home, the sample market.
   */
  static Map<String, String> environment(Map<String, String> database, Path home) {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("AFTERCLOSE_HOME", home.toString());
    environment.put("AFTERCLOSE_PROVIDER", "sample");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /** A command of the console, with {@link #PASSWORD} on its standard input; its output. */
  static String type(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(Path.of("target"), "console", ".out");
    List<String> command = new ArrayList<>(List.of(words));
    command.add(0, Path.of("bin/console").toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    Process process = builder.start();
    process.getOutputStream().write((PASSWORD + "\n").getBytes(UTF_8));
    process.getOutputStream().close();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    return Files.readString(out);
  }

  /**
   * Starts one, and waits until its port is open.
   *
   * @param token that it is asked with
   */
  static ServedConsole start(Map<String, String> environment, String token) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    JarProcess process =
        JarProcess.startIn(
            MODULE, "console", environment, "serve", "--listen", "127.0.0.1:" + port);
    assertThat(process.awaitLog(" is open")).isTrue();
    return new ServedConsole(process, port, token);
  }

  /** The address of a path. */
  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request
                .uri(URI.create(address(path)))
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

  /** Asks for a run, which is taken; the request's id. */
  String submit(String body) throws Exception {
    HttpResponse<String> taken =
        post(REQUESTS, body, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    return JSON.readTree(taken.body()).path("id").asString("");
  }

  /** As by {@code kill -9}. */
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
