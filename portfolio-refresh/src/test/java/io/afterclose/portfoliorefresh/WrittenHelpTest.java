package io.afterclose.portfoliorefresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.JobName;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.Version;
import io.afterclose.run.launch.WrittenHelp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

final class WrittenHelpTest {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;
  private static final Path WRITTEN = Path.of("src/main/resources/help/portfolio-refresh.txt");

  private final CommandLine commandLine =
      PortfolioRefresh.commandLine(new Surroundings(Map.of(), Clock.systemUTC()));

  /** Run with -Dhelp.write=true after a command was added or its description changed. */
  @Test
  void the_written_help_is_what_the_command_line_prints() throws IOException {
    String printed = commandLine.getUsageMessage(Ansi.OFF);
    if (Boolean.getBoolean("help.write")) {
      Files.createDirectories(WRITTEN.getParent());
      Files.writeString(WRITTEN, printed, UTF_8);
    }
    assertThat(Files.readString(WRITTEN, UTF_8))
        .as("%s; to write it anew: -Dtest=WrittenHelpTest -Dhelp.write=true", WRITTEN)
        .isEqualTo(printed);
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
    assertThat(commandLine.getCommandSpec().version()).isEqualTo(new Version().getVersion());
  }

  @Test
  void anything_else_is_the_command_lines_business() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertThat(WrittenHelp.answered(JOB, nowhere)).isFalse();
    assertThat(WrittenHelp.answered(JOB, nowhere, "history", "--help")).isFalse();
    assertThat(WrittenHelp.answered(JOB, nowhere, "history")).isFalse();
  }

  private static String answer(String word) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(WrittenHelp.answered(JOB, new PrintStream(out, true, UTF_8), word)).isTrue();
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
