package io.afterclose.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CompletionCommandTest {

  @Command(name = "night-job")
  private static final class NightJob {}

  @Test
  void the_script_completes_the_whole_command_line() {
    StringWriter out = new StringWriter();
    CommandLine root = new CommandLine(new NightJob()).addSubcommand(new CompletionCommand());
    assertThat(root.setOut(new PrintWriter(out, true)).execute("completion")).isZero();
    assertThat(out.toString())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_night-job", "completion");
  }
}
