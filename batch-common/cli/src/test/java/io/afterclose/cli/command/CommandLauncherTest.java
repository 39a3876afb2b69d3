package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunInProgressException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
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
  void a_message_is_told_without_the_control_characters_of_a_file() {
    assertThat(
            end(
                () -> {
                  throw new InvalidInputException("line 2: 'a\u001b[2Jb'\nline 3: 'c\r'");
                }))
        .isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("night: line 2: 'a?[2Jb'line 3: 'c'");
  }

  @Test
  void what_a_container_wraps_is_told_in_our_words_with_our_code() {
    assertThat(
            end(
                () -> {
                  throw new BeanCreationException(
                      "jobRunner", "failed", new DatabaseUnavailableException("it is stopping"));
                }))
        .isEqualTo(75);
    assertThat(err.toString()).isEqualToIgnoringNewLines("night: it is stopping");
  }

  @Test
  void what_the_server_says_to_a_container_is_told_without_the_container() {
    assertThat(
            end(
                () -> {
                  throw new BeanCreationException(
                      "jobRunner", "failed", new SQLException("FATAL: shutting down", "57P01"));
                }))
        .isEqualTo(75);
    assertThat(err.toString()).isEqualToIgnoringNewLines("night: FATAL: shutting down");
  }

  @Test
  void a_file_that_is_not_there_is_one_line() {
    assertThat(
            end(
                () -> {
                  throw new UncheckedIOException(new NoSuchFileException("prices.csv"));
                }))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("night: prices.csv: there is no such file");
  }

  @Test
  void a_mistyped_option_is_named_with_the_one_that_may_be_meant() {
    assertThat(end(() -> 0, "--sorce", "cron")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'night' has no option '--sorce'; did you mean '--source'?");
  }

  @Test
  void a_mistyped_command_is_named_with_the_one_that_may_be_meant() {
    assertThat(group("rnu", "--date", "2022-06-30")).isEqualTo(2);
    assertThat(err.toString()).contains("'job' has no command 'rnu'; did you mean 'run'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_group_alone_shows_what_it_has() {
    assertThat(group()).isZero();
    assertThat(out.toString()).contains("Usage: job", "run", "rerun");
    assertThat(err.toString()).isEmpty();
  }

  private int group(String... words) {
    CommandLine run = new CommandLine(new Night(() -> 0)).setCommandName("run");
    CommandLine rerun = new CommandLine(new Night(() -> 0)).setCommandName("rerun");
    return CommandLauncher.prepared(
            new CommandLine(new Group()).addSubcommand("run", run).addSubcommand("rerun", rerun))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  @Command(name = "job")
  private static final class Group {}

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
