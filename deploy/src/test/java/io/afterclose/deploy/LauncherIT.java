package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands {@code symbol-batch}, {@code portfolio-refresh} and {@code console} of a built
 * checkout.
 */
class LauncherIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final Path BIN = Path.of("bin").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private record Ended(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void a_job_is_a_command_that_answers_and_says_nothing_beside(String job) throws Exception {
    Ended version = run(BIN.resolve(job), Map.of(), "--version");
    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out()).startsWith("afterclose 0.1.0");
    assertThat(version.err()).isEmpty();

    Ended history = run(BIN.resolve(job), DATABASE.environment(), "history", "-o", "csv");
    assertThat(history.code()).as(history.err()).isZero();
    assertThat(history.out()).startsWith("date,");
    assertThat(history.err()).isEmpty();
  }

  @Test
  void the_console_is_a_command_that_answers_and_says_nothing_beside() throws Exception {
    Ended version = run(BIN.resolve("console"), Map.of(), "--version");
    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out()).startsWith("afterclose 0.1.0");
    assertThat(version.err()).isEmpty();

    Ended accounts =
        run(BIN.resolve("console"), DATABASE.environment(), "account", "list", "-o", "csv");
    assertThat(accounts.code()).as(accounts.err()).isZero();
    assertThat(accounts.out()).startsWith("name,role,");
    assertThat(accounts.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "symbol-batch/target/app/symbol-batch",
        "portfolio-refresh/target/app/portfolio-refresh",
        "batch-common/console/target/app/console"
      })
  void the_build_leaves_the_archive_that_it_starts_from(String program) {
    assertThat(Path.of("..", program + ".jsa")).isRegularFile();
  }

  @Test
  void it_works_through_a_link_from_a_folder_with_blanks_and_quotes() throws Exception {
    Path links = Files.createDirectory(folder.resolve("it's a \"bin\" ä"));
    Path link =
        Files.createSymbolicLink(links.resolve("symbol-batch"), BIN.resolve("symbol-batch"));
    Ended version = run(link, Map.of(), "--version");
    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out()).startsWith("afterclose 0.1.0");
  }

  @Test
  void letters_beyond_ascii_reach_it_under_the_plainest_locale() throws Exception {
    Map<String, String> environment = new HashMap<>(DATABASE.environment());
    environment.put("LC_ALL", "C");
    Ended stop =
        run(
            BIN.resolve("symbol-batch"),
            environment,
            "stop",
            "--date",
            "2022-06-30",
            "--scope",
            "Zürich");
    assertThat(stop.code()).isEqualTo(2);
    assertThat(stop.err()).contains("'Zürich'");
  }

  @Test
  void a_checkout_that_is_not_built_is_told_in_one_line() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("deploy").resolve("bin"));
    Path copy = Files.copy(BIN.resolve("launch"), bin.resolve("symbol-batch"));
    assertThat(copy.toFile().setExecutable(true)).isTrue();
    Ended refused = run(copy, Map.of(), "status");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().lines())
        .containsExactly(
            "symbol-batch: not built yet: mvn -B -ntp -DskipTests package, in "
                + folder.toRealPath());
  }

  private Ended run(Path command, Map<String, String> more, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(command.toString()), Arrays.stream(words)).toList());
    builder.environment().keySet().removeAll(List.of("DATABASE_URL", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(more);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
