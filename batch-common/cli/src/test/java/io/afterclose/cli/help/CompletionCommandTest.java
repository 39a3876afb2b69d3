package io.afterclose.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

final class CompletionCommandTest {

  @Command(name = "night-job")
  private static final class NightJob {}

  /** As in a job that has a command {@code explain SYMBOL FACTOR}. */
  @SuppressWarnings("UnusedVariable") // picocli fills them
  @Command(name = "explain")
  private static final class Explain {

    @Parameters(index = "0", paramLabel = "SYMBOL")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "FACTOR")
    private String factor = "";
  }

  private static CompletionCommand completion() {
    return new CompletionCommand(
        new ProcessContext(Map.of(), Clock.systemUTC()), JobName.SYMBOL_BATCH, Map.of());
  }

  /** The command is a shell function here, so that the script itself is what is tested. */
  @ParameterizedTest
  @CsvSource({
    "show --portfolio Gr, Growth",
    "show --portfolio Late, Late\\ joiner",
    "show --portfolio $, \\$\\(touch\\ PWNED\\)",
    "explain s, symbol-K",
    "explain KILO f, factor-K",
    "show --from d, date-K",
  })
  void names_are_asked_from_the_command_compared_and_quoted(
      String typed, String expected, @TempDir Path folder) throws Exception {
    StringWriter out = new StringWriter();
    CommandLine root =
        new CommandLine(new NightJob()).addSubcommand(completion()).addSubcommand(new Explain());
    assertThat(root.setOut(new PrintWriter(out, true)).execute("completion")).isZero();
    Path script = folder.resolve("completion.bash");
    Files.writeString(script, out.toString());
    String known =
        "night-job() { case $3 in portfolio) printf '%s\\n' Growth 'Late joiner' '$(touch PWNED)' ;;"
            + " *) printf '%s\\n' \"$3-K\" KILO ;; esac; }";
    String[] words = ("night-job " + typed).split(" ");
    String reply =
        bash(
            folder,
            known
                + "\nsource completion.bash\nCOMP_WORDS=('"
                + String.join("' '", words)
                + "')\nCOMP_CWORD="
                + (words.length - 1)
                + "\n_live_night-job\nprintf '%s\\n' \"${COMPREPLY[@]}\"");
    assertThat(reply.strip()).isEqualTo(expected);
    assertThat(folder.resolve("PWNED")).doesNotExist();
  }

  @Test
  void to_ask_for_names_starts_no_server(@TempDir Path home) {
    StringWriter out = new StringWriter();
    CommandLine root = new CommandLine(new NightJob()).addSubcommand(completion());
    int code =
        root.setOut(new PrintWriter(out, true))
            .execute("completion", "--names", "date", "--home", home.resolve("new").toString());
    assertThat(code).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(home).isEmptyDirectory();
  }

  private static String bash(Path folder, String commands) throws Exception {
    Process process =
        new ProcessBuilder("bash", "--norc", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  @Test
  void the_script_completes_the_whole_command_line() {
    StringWriter out = new StringWriter();
    CommandLine root = new CommandLine(new NightJob()).addSubcommand(completion());
    assertThat(root.setOut(new PrintWriter(out, true)).execute("completion")).isZero();
    assertThat(out.toString())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_night-job", "completion");
  }
}
