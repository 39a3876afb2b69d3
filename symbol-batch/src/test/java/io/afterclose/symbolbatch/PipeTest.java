package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import io.afterclose.testkit.ShortLivedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a process prints into a pipe and onto a terminal, on the JDK that runs this test: from JDK
 * 22 on there is a console in a pipe, too.
 */
final class PipeTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String ESCAPE = "\u001b";
  private static final Path TERMINAL = Path.of("/usr/bin/script");

  @TempDir private Path folder;

  @BeforeAll
  static void a_member() {
    POSTGRES.reset();
    Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"))
        .types("universe", "add", "ALFA")
        .hasExitCode(0);
  }

  @Test
  void a_result_in_a_pipe_is_csv_and_no_table() throws Exception {
    assertThat(printed(inPipe("universe", "list"), Map.of()))
        .startsWith("symbol,kind,origin,")
        .contains("ALFA,LISTED,EXPLICIT")
        .doesNotContain(ESCAPE, "---", "\r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history --limit 3 --help", "history --nosuch", "--help", "status"})
  void nothing_in_a_pipe_has_an_escape_sequence(String words) throws Exception {
    assertThat(printed(inPipe(words.split(" ")), Map.of())).isNotEmpty().doesNotContain(ESCAPE);
  }

  @Test
  void a_result_on_a_terminal_is_a_table() throws Exception {
    assertThat(printed(onTerminal("universe", "list"), Map.of()))
        .containsPattern("symbol +kind +origin")
        .contains("------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history --limit 3 --help", "history --nosuch", "universe list"})
  void a_terminal_without_colour_gets_none(String words) throws Exception {
    assertThat(printed(onTerminal(words.split(" ")), Map.of("NO_COLOR", "1")))
        .isNotEmpty()
        .doesNotContain(ESCAPE);
  }

  private static List<String> inPipe(String... words) {
    List<String> command = ShortLivedJvm.command();
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SymbolBatch.class.getName());
    command.addAll(List.of(words));
    return command;
  }

  private static List<String> onTerminal(String... words) {
    assumeTrue(Files.isExecutable(TERMINAL), TERMINAL + " makes a terminal, and is not here");
    String line =
        inPipe(words).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    return List.of(TERMINAL.toString(), "-qec", line, "/dev/null");
  }

  /** Both streams of a process with the test's database, and with nothing to read. */
  private String printed(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    Stream.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE").forEach(builder.environment()::remove);
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(POSTGRES.environment());
    builder.environment().putAll(more);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    process.waitFor();
    return Files.readString(out, UTF_8);
  }
}
