package io.afterclose.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.Version;
import io.afterclose.run.name.JobName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What holds for the written help of a job: a subclass named {@code WrittenHelpTest} in the job's
 * module runs these tests on its command line.
 */
public abstract class WrittenHelp {

  private final JobName job;
  private final CommandLine commandLine;
  private final Path written;

  /**
   * @param commandLine the whole one of the job
   */
  protected WrittenHelp(JobName job, CommandLine commandLine) {
    this.job = job;
    this.commandLine = commandLine;
    this.written = Path.of("src/main/resources/help", job.text() + ".txt");
  }

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

  private void compare(CommandLine command) throws IOException {
    String printed = command.getUsageMessage(Ansi.OFF);
    Path file = file(command);
    if (Boolean.getBoolean("help.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, printed, UTF_8);
    }
    assertThat(file)
        .as("%s; to write it anew: -Dtest=WrittenHelpTest -Dhelp.write=true", file)
        .content(UTF_8)
        .isEqualTo(printed);
  }

  /** {@code help/job.txt}, and {@code help/job/config-show.txt} for a command. */
  private Path file(CommandLine command) {
    String[] words = command.getCommandSpec().qualifiedName().split(" ", 2);
    return words.length == 1
        ? written
        : written.resolveSibling(job.text()).resolve(words[1].replace(' ', '-') + ".txt");
  }

  @Test
  void no_help_is_left_of_a_command_that_is_gone() throws IOException {
    try (Stream<Path> files = Files.list(written.resolveSibling(job.text()))) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(commands(commandLine).map(this::file).toList());
    }
  }

  /** An example that the command line would refuse is worse than none. */
  @TestFactory
  Stream<DynamicTest> every_example_is_understood() {
    return commands(commandLine)
        .flatMap(command -> Stream.of(command.getCommandSpec().usageMessage().footer()))
        .filter(line -> line.startsWith("  " + job.text() + " "))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.strip(), () -> assertThat(refused(line.strip())).isEmpty()));
  }

  private Optional<String> refused(String example) {
    try {
      commandLine.parseArgs(
          Pattern.compile("'([^']*)'|([^ ]+)")
              .matcher(example.substring(job.text().length() + 1))
              .results()
              .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
              .toArray(String[]::new));
      return Optional.empty();
    } catch (CommandLine.ParameterException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  @Test
  void each_command_of_the_list_has_a_whole_sentence() {
    String help = answer("--help");
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    String list = help.substring(help.indexOf("Nights:"));
    for (String entry : list.split("\\R(?!        )", -1)) {
      if (entry.startsWith("  ")) {
        assertThat(entry.strip()).endsWith(".");
      }
    }
  }

  @Test
  void the_help_of_a_command_is_answered_from_it() {
    assertThat(answer("history", "--help")).startsWith("Usage: " + job.text() + " history ");
    assertThat(answer("config", "show", "-h")).startsWith("Usage: " + job.text() + " config show ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void a_lone_help_is_answered_from_it(String word) {
    assertThat(written).content(UTF_8).isEqualTo(answer(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void a_lone_version_is_the_one_that_the_command_line_prints(String word) {
    assertThat(answer(word)).isEqualToIgnoringNewLines("afterclose " + Version.text());
    assertThat(commandLine.getCommandSpec().version())
        .isEqualTo(new VersionProvider().getVersion());
  }

  @Test
  void the_bare_command_shows_its_help() {
    assertThat(answer()).isEqualTo(answer("--help"));
  }

  @Test
  void anything_else_is_the_command_lines_business() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertThat(StaticHelp.answered(job, nowhere, "nosuch", "--help")).isFalse();
    assertThat(StaticHelp.answered(job, nowhere, "../" + job.text(), "--help")).isFalse();
    assertThat(StaticHelp.answered(job, nowhere, "history", "--limit", "3", "--help")).isFalse();
    assertThat(StaticHelp.answered(job, nowhere, "history", "--version")).isFalse();
    assertThat(StaticHelp.answered(job, nowhere, "history")).isFalse();
  }

  private String answer(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(StaticHelp.answered(job, new PrintStream(out, true, UTF_8), words)).isTrue();
    return out.toString(UTF_8);
  }
}
