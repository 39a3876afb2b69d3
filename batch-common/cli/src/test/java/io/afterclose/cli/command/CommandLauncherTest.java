package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunInProgressException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class CommandLauncherTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "night")
  private static final class Night implements Callable<Integer> {

    private final Callable<Integer> work;

    @Option(names = "--source")
    private Source source = Source.CRON;

    Night(Callable<Integer> work) {
      this.work = work;
    }

    @Override
    public Integer call() throws Exception {
      return source == Source.CRON ? work.call() : 40;
    }
  }

  @Test
  void a_command_ends_with_the_number_it_gives_back() {
    assertThat(end(() -> 6)).isEqualTo(6);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_refusal_is_one_line_and_its_code() {
    assertThat(
            end(
                () -> {
                  throw new RunInProgressException("another one is at work");
                }))
        .isEqualTo(5);
    assertThat(err.toString()).isEqualToIgnoringNewLines("night: another one is at work");
  }

  @Test
  void a_database_that_goes_away_is_temporary() {
    assertThat(
            end(
                () -> {
                  throw new IllegalStateException("gone", new SQLException("x", "08006"));
                }))
        .isEqualTo(75);
    assertThat(err.toString()).isEqualToIgnoringNewLines("night: gone");
  }

  @Test
  void a_right_that_the_login_lacks_is_a_wrong_setting_in_one_line() {
    assertThat(
            end(
                () -> {
                  throw new IllegalStateException(
                      "bad SQL",
                      new SQLException("ERROR: permission denied for x\n Where", "42501"));
                }))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "night: this database login lacks a right: ERROR: permission denied for x");
  }

  @Test
  void anything_else_is_a_failure() {
    assertThat(
            end(
                () -> {
                  throw new IllegalStateException("a bug");
                }))
        .isEqualTo(1);
  }

  @Test
  void a_wrong_option_is_told_without_its_control_characters() {
    assertThat(end(() -> 0, "--\u001b[31mred")).isEqualTo(2);
    assertThat(err.toString()).contains("red", "--help").doesNotContain("\u001b");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void values_of_an_enum_are_read_in_any_case() {
    assertThat(end(() -> 0, "--source", "operator")).isEqualTo(40);
  }

  private int end(Callable<Integer> work, String... words) {
    return CommandLauncher.prepared(new CommandLine(new Night(work)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
