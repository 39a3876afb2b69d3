package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions a run works on: the one asked for, or those missed and the latest. */
final class TargetDatesTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-07-01T12:00:00Z");

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-04, 2022-07-01", // a holiday
    "2022-06-26, 2022-06-24", // a Sunday
    "2012-10-29, 2012-10-26", // a hurricane
    "2022-07-01, 2022-06-30", // today, before the close
    "2023-01-04, 2022-06-30", // the future
  })
  void a_date_that_is_no_completed_session_is_refused(String date, String hint) {
    Map<String, String> before = rows.versions();
    CommandRun answer = run("--date", date).hasExitCode(6);
    assertThat(answer.err()).contains(date, hint).hasLineCount(1);
    assertThat(rows.versions()).isEqualTo(before);
  }

  @Test
  void a_date_outside_the_calendar_is_refused() {
    assertThat(run("--date", "1901-02-04").hasExitCode(6).err()).contains("1901-02-04");
  }

  @Test
  void without_a_date_the_first_run_ever_takes_the_latest_session_only() {
    run().hasExitCode(0);
    assertThat(completed()).containsExactly("2022-06-30");
  }

  @Test
  void thirty_minutes_after_the_close_the_session_is_there() {
    clock.set(Instant.parse("2022-06-30T20:29:59Z"));
    run().hasExitCode(0);
    clock.set(Instant.parse("2022-06-30T20:30:00Z"));
    run().hasExitCode(0);
    assertThat(completed()).containsExactly("2022-06-29", "2022-06-30");
  }

  @Test
  void the_latest_session_is_completed_first_then_the_missed_ones() {
    run("--date", "2022-06-24").hasExitCode(0);
    run("--date", "2022-06-29").hasExitCode(0);
    run().hasExitCode(0);
    assertThat(completed())
        .containsExactly("2022-06-24", "2022-06-29", "2022-06-30", "2022-06-28", "2022-06-27");
  }

  @Test
  void at_most_ten_missed_sessions_a_run() {
    run("--date", "2022-06-08").hasExitCode(0);
    run().hasExitCode(0);
    List<String> after = completed();
    assertThat(after).hasSize(12);
    assertThat(after.get(1)).isEqualTo("2022-06-30");
    assertThat(after.get(2)).isEqualTo("2022-06-29");
    assertThat(after.get(11)).isEqualTo("2022-06-15");
    run().hasExitCode(0);
    assertThat(completed().subList(12, 16))
        .containsExactly("2022-06-14", "2022-06-13", "2022-06-10", "2022-06-09");
    assertThat(completed()).hasSize(16);
  }

  @Test
  void what_is_older_than_thirty_sessions_is_left_to_backfill() {
    run("--date", "2021-06-01").hasExitCode(0);
    for (int nights = 0; nights < 4; nights++) {
      run().hasExitCode(0);
    }
    assertThat(completed()).hasSize(1 + 30).doesNotContain("2022-05-17").contains("2022-05-18");
  }

  @Test
  void the_first_days_of_the_calendar_have_a_short_lookback() {
    assertThat(run("--date", "1990-06-01").hasExitCode(1).logged("no price of 1990-06-01"))
        .as("the simulated market begins later, the calendar does not")
        .isNotEmpty();
  }

  @Test
  void sessions_before_the_first_complete_one_are_not_missed() {
    run("--date", "2022-06-30").hasExitCode(0);
    run().hasExitCode(0);
    assertThat(completed()).containsExactly("2022-06-30");
  }

  @Test
  void with_a_date_nothing_else_is_caught_up() {
    run("--date", "2022-06-24").hasExitCode(0);
    run("--date", "2022-06-30").hasExitCode(0);
    assertThat(completed()).containsExactly("2022-06-24", "2022-06-30");
  }

  /** Dates of the complete executions, in the order in which they began. */
  private List<String> completed() {
    return rows.texts(
        "select parameter_value from batch_job_execution e join batch_job_execution_params p"
            + " using (job_execution_id) where parameter_name = 'targetDate'"
            + " and status = 'COMPLETED' order by job_execution_id");
  }

  private CommandRun run(String... more) {
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"run", "--provider", "sample"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return Operator.in(POSTGRES.environment(), clock).types(words);
  }
}
