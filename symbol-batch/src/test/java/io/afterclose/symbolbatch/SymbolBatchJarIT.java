package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.ReceivedMetric;
import io.afterclose.testkit.RecordedPosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;

/** The jar that is shipped, started as a process on an embedded database of its own. */
final class SymbolBatchJarIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static Path home = Path.of("");
  private static CommandRun first = new CommandRun(-1, "", "", "");

  @BeforeAll
  static void a_night_has_run() throws IOException, InterruptedException {
    home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "jar-home");
    types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
    first = night("2022-06-29").answer();
  }

  @AfterAll
  static void the_server_is_stopped() throws IOException, InterruptedException {
    assertThat(types("database", "stop", "-o", "csv").hasExitCode(0).out()).contains("true");
    assertThat(looksOn("database", "status", "-o", "csv").out()).contains("false");
    FileSystemUtils.deleteRecursively(home);
  }

  @Test
  void help_names_the_commands() throws InterruptedException {
    assertThat(types("--help").hasExitCode(0).out())
        .contains("Usage: symbol-batch", "run", "universe", "exposures", "history", "database");
  }

  @Test
  void results_go_to_the_output_and_logs_do_not() throws InterruptedException {
    CommandRun exposures = types("exposures", "--date", "2022-06-29").hasExitCode(0);
    assertThat(exposures.out()).startsWith("symbol,factor,beta").hasLineCount(1 + 13 * 12);
    assertThat(exposures.log()).isEmpty();
  }

  @Test
  void a_night_in_a_pipe_ends_with_0_and_has_no_escape_sequence_and_no_redrawn_line() {
    first.hasExitCode(0);
    assertThat(first.out()).isEmpty();
    assertThat(first.logged("phase ")).hasSize(6);
    assertThat(first.log()).doesNotContain("\u001b").doesNotContain("\r");
  }

  @Test
  void the_database_is_current_and_can_be_migrated_again() throws InterruptedException {
    assertThat(types("database", "status", "-o", "csv").hasExitCode(0).out())
        .contains(home.toString())
        .endsWith(",true,true\n");
    assertThat(types("database", "migrate", "-o", "csv").hasExitCode(0).out()).endsWith(",0\n");
  }

  @Test
  void a_wrong_word_is_usage_on_the_error_stream() throws InterruptedException {
    CommandRun answer = types("runn").hasExitCode(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.log()).contains("runn", "--help");
  }

  @Test
  void the_jar_sends_its_figures_and_alerts_before_it_ends_and_nothing_else_is_on_its_streams()
      throws InterruptedException {
    try (RecordedPosts outside = RecordedPosts.listening()) {
      Map<String, String> told =
          Map.of(
              "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", outside.url() + "/metrics",
              "AFTERCLOSE_ALERT_WEBHOOK", outside.url() + "/alerts");
      CommandRun limited =
          ChildProcess.start(
                  home,
                  told,
                  "run",
                  "--date",
                  "2022-06-28",
                  "--provider",
                  "sample",
                  "--time-limit",
                  "1ms")
              .answer()
              .hasExitCode(75);
      assertThat(limited.log().lines())
          .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z (INFO|WARN|ERROR) .*"));
      assertThat(outside.posts())
          .filteredOn(post -> post.path().equals("/alerts"))
          .anySatisfy(post -> assertThat(post.text()).contains("TIME_LIMIT_REACHED"));
      ChildProcess.start(home, told, "run", "--date", "2022-06-28", "--provider", "sample")
          .answer()
          .hasExitCode(0);
      assertThat(outside.posts())
          .filteredOn(post -> post.path().equals("/metrics"))
          .hasSize(2)
          .last()
          .satisfies(
              post ->
                  assertThat(ReceivedMetric.values(post))
                      .containsEntry("symbol_batch.symbols_processed", 13.0));
    }
  }

  @Test
  void of_two_processes_on_a_fresh_date_one_does_the_night() throws InterruptedException {
    ChildProcess one = night("2022-06-30");
    ChildProcess other = night("2022-06-30");
    List<CommandRun> answers = List.of(one.answer(), other.answer());
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.exitCode()).as(answer.log()).isIn(0, 5));
    assertThat(answers).anySatisfy(answer -> answer.hasExitCode(0));
    assertThat(answers.stream().flatMap(answer -> answer.logged("phase 6/6 metrics").stream()))
        .hasSize(1);
    assertThat(history("2022-06-30")).containsExactly("COMPLETED");
  }

  @Test
  void a_night_that_was_killed_is_resumed_by_the_next_run() throws InterruptedException {
    ChildProcess victim = night("2022-07-01", "--chunk-size", "1");
    assertThat(victim.awaitLog("phase 1/6 prices COMPLETED")).isTrue();
    victim.kill();
    assertThat(history("2022-07-01")).as("killed in the middle").containsExactly("STARTED");
    CommandRun next = night("2022-07-01").answer().hasExitCode(0);
    assertThat(next.logged("left open by a process that died")).hasSize(1);
    assertThat(next.logged("phase 1/6")).isEmpty();
    assertThat(history("2022-07-01")).containsExactly("COMPLETED", "FAILED");
    assertThat(looksOn("exposures", "--date", "2022-07-01").out())
        .isEqualTo(undisturbed("2022-07-01"));
  }

  @Test
  void a_night_that_is_asked_to_end_stops_restartably() throws InterruptedException {
    ChildProcess asked = night("2022-07-05", "--chunk-size", "1");
    assertThat(asked.awaitLog("phase 1/6 prices COMPLETED")).isTrue();
    asked.terminate();
    CommandRun ended = asked.answer();
    assertThat(ended.exitCode()).as(ended.log()).isIn(75, 143);
    assertThat(history("2022-07-05")).containsExactly("STOPPED");
    night("2022-07-05").answer().hasExitCode(0);
    assertThat(history("2022-07-05")).containsExactly("COMPLETED", "STOPPED");
  }

  @Test
  void a_backfill_that_is_asked_to_end_tells_its_night_and_begins_no_other()
      throws InterruptedException {
    try (RecordedPosts outside = RecordedPosts.listening()) {
      Map<String, String> told = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", outside.url());
      String[] range = {"backfill", "--from", "2022-05-02", "--to", "2022-05-06"};
      ChildProcess asked =
          ChildProcess.start(home, told, and(range, "--provider", "sample", "--chunk-size", "1"));
      assertThat(asked.awaitLog("phase 1/6 prices COMPLETED")).isTrue();
      asked.terminate();
      assertThat(asked.answer().exitCode()).isIn(75, 143);
      assertThat(history("2022-05-02")).containsExactly("STOPPED");
      assertThat(history("2022-05-03")).isEmpty();
      assertThat(outside.posts()).hasSize(1);
      assertThat(ReceivedMetric.in(outside.posts().get(0)))
          .allMatch(figure -> "stopped".equals(figure.tags().get("outcome")));
    }
  }

  /** The exposures of a date as another database gets them in one go. */
  private static String undisturbed(String date) {
    Operator operator = Operator.in(POSTGRES.environment(), Clock.systemUTC());
    operator.types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
    operator.types("run", "--date", date, "--provider", "sample").hasExitCode(0);
    return operator.types("exposures", "--date", date).hasExitCode(0).out();
  }

  /** The states of a date's executions, newest first. */
  private static List<String> history(String date) {
    return looksOn("history", "-o", "csv")
        .out()
        .lines()
        .filter(line -> line.startsWith(date + ","))
        .map(line -> line.split(",", -1)[3])
        .toList();
  }

  /** A command on the children's database that needs no process of its own. */
  private static CommandRun looksOn(String... words) {
    return Operator.in(Map.of("AFTERCLOSE_HOME", home.toString()), Clock.systemUTC())
        .types(words)
        .hasExitCode(0);
  }

  private static ChildProcess night(String date, String... more) {
    return ChildProcess.start(
        home, and(new String[] {"run", "--date", date, "--provider", "sample"}, more));
  }

  private static String[] and(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static CommandRun types(String... words) throws InterruptedException {
    return ChildProcess.start(home, words).answer();
  }
}
