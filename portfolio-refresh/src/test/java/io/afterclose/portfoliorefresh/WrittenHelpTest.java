package io.afterclose.portfoliorefresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.help.StaticHelp;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.Version;
import io.afterclose.run.name.JobName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

final class WrittenHelpTest {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;
  private static final Path WRITTEN = Path.of("src/main/resources/help/portfolio-refresh.txt");

  private final CommandLine commandLine =
      PortfolioRefresh.commandLine(new ProcessContext(Map.of(), Clock.systemUTC()));

  /** Run with -Dhelp.write=true after a command was added or its description changed. */
  @TestFactory
  Stream<DynamicTest> the_written_help_is_what_the_command_line_prints() {
    return Stream.concat(Stream.of(commandLine), commands(commandLine))
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(), () -> compare(command)));
  }

  private static Stream<CommandLine> commands(CommandLine parent) {
    return parent.getSubcommands().values().stream()
        .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
  }

  private static void compare(CommandLine command) throws IOException {
    String printed = command.getUsageMessage(Ansi.OFF);
    Path written = file(command);
    if (Boolean.getBoolean("help.write")) {
      Files.createDirectories(written.getParent());
      Files.writeString(written, printed, UTF_8);
    }
    assertThat(written)
        .as("%s; to write it anew: -Dtest=WrittenHelpTest -Dhelp.write=true", written)
        .content(UTF_8)
        .isEqualTo(printed);
  }

  /** {@code help/job.txt}, and {@code help/job/config-show.txt} for a command. */
  private static Path file(CommandLine command) {
    String[] words = command.getCommandSpec().qualifiedName().split(" ", 2);
    return words.length == 1
        ? WRITTEN
        : WRITTEN.resolveSibling(JOB.text()).resolve(words[1].replace(' ', '-') + ".txt");
  }

  @Test
  void no_help_is_left_of_a_command_that_is_gone() throws IOException {
    try (Stream<Path> files = Files.list(WRITTEN.resolveSibling(JOB.text()))) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              commands(commandLine).map(WrittenHelpTest::file).toList());
    }
  }

  @Test
  void the_help_of_a_command_is_answered_from_it() {
    assertThat(answer("history", "--help")).startsWith("Usage: " + JOB.text() + " history ");
    assertThat(answer("config", "show", "-h")).startsWith("Usage: " + JOB.text() + " config show ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void a_lone_help_is_answered_from_it(String word) {
    assertThat(answer(word)).isEqualTo(written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void a_lone_version_is_the_one_that_the_command_line_prints(String word) {
    assertThat(answer(word)).isEqualToIgnoringNewLines("afterclose " + Version.text());
    assertThat(commandLine.getCommandSpec().version())
        .isEqualTo(new VersionProvider().getVersion());
  }

  @Test
  void anything_else_is_the_command_lines_business() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertThat(StaticHelp.answered(JOB, nowhere)).isFalse();
    assertThat(StaticHelp.answered(JOB, nowhere, "nosuch", "--help")).isFalse();
    assertThat(StaticHelp.answered(JOB, nowhere, "../" + JOB.text(), "--help")).isFalse();
    assertThat(StaticHelp.answered(JOB, nowhere, "history", "--limit", "3", "--help")).isFalse();
    assertThat(StaticHelp.answered(JOB, nowhere, "history", "--version")).isFalse();
    assertThat(StaticHelp.answered(JOB, nowhere, "history")).isFalse();
  }

  private static String answer(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(StaticHelp.answered(JOB, new PrintStream(out, true, UTF_8), words)).isTrue();
    return out.toString(UTF_8);
  }

  private static String written() {
    try {
      return Files.readString(WRITTEN, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
