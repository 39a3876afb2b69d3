package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both jobs and the console as {@code deploy/package} lays them out for their images: with the
 * archive of classes on a JVM of 25 or newer, without it before.
 */
class PackageIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final boolean ARCHIVES = Runtime.version().feature() >= 25;
  private static final String CONSOLE = "console";
  private static final List<String> PROGRAMS =
      List.of("symbol-batch", "portfolio-refresh", CONSOLE);
  private static final Pattern LISTENING = Pattern.compile("listening on (http://[0-9.:]*[0-9])");
  private static Path work = Path.of("");

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void allAreLaidOut() throws Exception {
    work = Files.createTempDirectory("package");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String job : PROGRAMS) {
      Ended packaged =
          run(
              Map.of("JAVA_HOME", System.getProperty("java.home")),
              List.of(
                  "bash",
                  "package",
                  job,
                  work.resolve(job).toString(),
                  work.resolve(job + "-layers").toString()));
      assertThat(packaged.code()).as(packaged.err()).isZero();
    }
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(PackageIT::delete);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh", CONSOLE})
  void a_packaged_program_starts_and_says_nothing_beside_its_answer(String job) throws Exception {
    Ended version = run(Map.of(), started(job, List.of(), "--version"));

    assertThat(version.code()).isZero();
    assertThat(version.out()).contains("0.1.0");
    assertThat(version.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void its_own_command_starts_it_with_the_options_of_the_folder(String job) throws Exception {
    Ended history =
        run(
            DATABASE.environment(),
            List.of(work.resolve(job).resolve("bin").resolve(job).toString(), "history"));

    assertThat(history.code()).as(history.err()).isZero();
    assertThat(history.out()).startsWith("date,");
    assertThat(history.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void the_archive_is_there_and_fits_where_the_jvm_has_such_a_thing(String job) throws Exception {
    assertThat(Files.exists(work.resolve(job).resolve(job + ".aot"))).isEqualTo(ARCHIVES);
    assumeTrue(ARCHIVES, "this JVM has no archive of that kind");

    Ended answer =
        run(
            DATABASE.environment(),
            started(job, List.of("-XX:AOTMode=on"), "history", "-o", "csv"));

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("date,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void a_packaged_job_works_as_nobody_who_can_write_nowhere(String job) throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "only root can become nobody");
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid", "10001", "--regid", "10001", "--clear-groups"));
    command.addAll(
        started(job, List.of("-Djava.io.tmpdir=/nonexistent"), "run", "--date", "2026-01-02"));
    if (job.equals("symbol-batch")) {
      command.addAll(List.of("--provider", "sample"));
    } else {
      command.addAll(List.of("--wait", "0s"));
    }

    Ended night = run(environment(), command);

    assertThat(night.code()).as(night.err()).isIn(0, 4);
  }

  @Test
  void the_console_s_archive_is_there_and_fits_where_the_jvm_has_such_a_thing() throws Exception {
    assertThat(Files.exists(work.resolve(CONSOLE).resolve("console.aot"))).isEqualTo(ARCHIVES);
    assumeTrue(ARCHIVES, "this JVM has no archive of that kind");

    Ended answer =
        run(
            DATABASE.environment(),
            started(CONSOLE, List.of("-XX:AOTMode=on"), "account", "list", "-o", "csv"));

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("name,");
  }

  @Test
  void the_console_serves_asks_the_job_beside_it_and_ends_by_a_signal() throws Exception {
    String command = work.resolve(CONSOLE).resolve("bin").resolve(CONSOLE).toString();
    Path password = Files.writeString(work.resolve("password"), "correct horse battery\n");
    run(
        DATABASE.environment(),
        List.of("sh", "-c", "\"$0\" account add ana --role ADMIN <\"$1\"", command, "" + password));
    Ended token =
        run(
            DATABASE.environment(),
            List.of(command, "token", "create", "--account", "ana", "--name", "it", "-o", "csv"));
    assertThat(token.code()).as(token.err()).isZero();
    Path log = work.resolve("serve.log");
    ProcessBuilder builder = new ProcessBuilder(command, "serve", "--listen", "127.0.0.1:0");
    builder.environment().remove("DATABASE_URL");
    builder.environment().putAll(DATABASE.environment());
    builder.environment().put("AFTERCLOSE_HOME", work.resolve("home").toString());
    Process server = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      String address = address(server, log);
      assertThat(
              answered(HttpRequest.newBuilder(URI.create(address + "/health/live"))).statusCode())
          .isEqualTo(200);
      HttpResponse<String> plan =
          answered(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/plans"))
                  .header(
                      "Authorization",
                      "Bearer " + token.out().lines().toList().get(1).split(",", -1)[1])
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          """
                          {"action": "run", "job": "portfolio-refresh", "from": "2026-01-02"}
                          """)));
      assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
      assertThat(plan.body()).contains("\"fingerprint\"");
    } finally {
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
    }
    assertThat(server.exitValue()).isEqualTo(143);
  }

  @Test
  void the_layers_of_an_image_hold_the_same_files() throws IOException {
    for (String job : PROGRAMS) {
      Path layers = work.resolve(job + "-layers");
      Set<String> apart = new TreeSet<>();
      for (String layer : List.of("libraries", "job", "archive")) {
        assertThat(apart.addAll(files(layers.resolve(layer)))).isTrue();
      }

      assertThat(apart).isEqualTo(files(work.resolve(job)));
    }
  }

  private static String address(Process server, Path log) throws Exception {
    for (int i = 0; i < 600 && server.isAlive(); i++) {
      String text = Files.readString(log);
      Matcher listening = LISTENING.matcher(text);
      if (listening.find() && text.contains(" is open")) {
        return listening.group(1);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("it does not listen: " + Files.readString(log));
  }

  private static HttpResponse<String> answered(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(DATABASE.environment());
    environment.put("HOME", "/nonexistent");
    return environment;
  }

  private static List<String> started(String job, List<String> options, String... words) {
    Path folder = work.resolve(job);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + folder.resolve("jvm.options"));
    command.addAll(options);
    command.addAll(List.of("-jar", folder.resolve(job + ".jar").toString()));
    command.addAll(List.of(words));
    return command;
  }

  private static Ended run(Map<String, String> more, List<String> command) throws Exception {
    Path out = Files.createTempFile(work, "run", ".out");
    Path err = Files.createTempFile(work, "run", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("DATABASE_URL");
    builder.environment().putAll(more);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after 5 minutes: " + Files.readString(err));
    }
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return new TreeSet<>(
          found
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .toList());
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
