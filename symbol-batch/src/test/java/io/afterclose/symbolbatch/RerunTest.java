package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nights that an operator has done once more, and how he takes one away that died. */
final class RerunTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeEach
  void two_shares_are_members() {
    POSTGRES.reset();
    types("universe", "add", "ALFA", "GOLF").hasExitCode(0);
  }

  @Test
  void a_complete_night_is_refused_with_one_line_and_nothing_is_written() {
    night("run").hasExitCode(0);
    Map<String, String> before = rows.versions();
    assertThat(night("rerun").hasExitCode(2).err())
        .hasLineCount(1)
        .contains("symbol-batch 2022-06-30 is complete", "--force --reason TEXT");
    assertThat(rows.versions()).isEqualTo(before);
  }

  @Test
  void a_complete_night_is_done_again_from_its_first_phase_for_a_reason() {
    night("run").hasExitCode(0);
    String exposures = exposures();
    night("rerun", "--force", "--reason", "prices corrected").hasExitCode(0);
    assertThat(history()).containsExactly("2,COMPLETED,prices corrected", "1,COMPLETED,");
    assertThat(
            rows.texts(
                "select step_name from batch_step_execution where job_execution_id = 2"
                    + " order by step_execution_id"))
        .isEqualTo(SymbolBatchJob.PHASES);
    assertThat(
            rows.number(
                "select sum(read_count) from batch_step_execution where job_execution_id = 2"
                    + " and step_name = 'marketBeta'"))
        .isPositive();
    assertThat(exposures()).isEqualTo(exposures);
    assertThat(types("show", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).out())
        .contains("parameter,2,,reason,,,,,,,prices corrected");
  }

  @Test
  void a_forced_night_that_broke_is_resumed_with_its_reason() {
    night("run").hasExitCode(0);
    breaking();
    night("rerun", "--force", "--reason", "prices corrected").hasExitCode(1);
    rows.execute("drop function refuse() cascade");
    night("rerun").hasExitCode(0);
    assertThat(history())
        .containsExactly(
            "2,COMPLETED,prices corrected", "2,FAILED,prices corrected", "1,COMPLETED,");
  }

  @Test
  void a_night_that_died_is_recovered_and_then_resumed() {
    breaking();
    night("run").hasExitCode(1);
    rows.execute("drop function refuse() cascade");
    rows.execute(
        "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
    assertThat(types("recover", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).out())
        .contains("\"recovered, the next run resumes it\",,,1");
    assertThat(history()).containsExactly("1,FAILED,");
    night("rerun").hasExitCode(0);
    assertThat(history()).containsExactly("1,COMPLETED,", "1,FAILED,");
    assertThat(types("status", "-o", "csv").hasExitCode(0).out()).contains(",COMPLETED,");
    assertThat(types("watch", "--date", "2022-06-30").hasExitCode(0).out())
        .contains("metrics COMPLETED: 10 read, 10 written")
        .endsWith("COMPLETED\n");
  }

  @Test
  void force_needs_a_reason_that_says_something() {
    assertThat(night("rerun", "--force").hasExitCode(2).err()).contains("--reason");
    assertThat(night("rerun", "--reason", "why").hasExitCode(2).err()).contains("--force");
    assertThat(night("rerun", "--force", "--reason", " ").hasExitCode(2).err())
        .hasLineCount(1)
        .contains("--reason is empty");
    assertThat(rows.count("batch_job_instance")).isZero();
  }

  @Test
  void a_date_that_is_no_session_and_unknown_symbols_are_refused() {
    assertThat(types("rerun", "--date", "2022-06-26", "--provider", "sample").hasExitCode(6).err())
        .hasLineCount(1);
    assertThat(night("rerun", "--symbols", "NOPE").hasExitCode(2).err()).contains("NOPE");
  }

  private void breaking() {
    rows.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin"
            + " raise exception 'asked to break'; end $$");
    rows.execute(
        "create trigger refusing before insert on symbol_daily_metrics"
            + " for each row execute function refuse()");
    rows.execute(
        "create trigger refusing_changes before update on symbol_daily_metrics"
            + " for each row execute function refuse()");
  }

  /** Revision, status and reason of each execution, newest first. */
  private static List<String> history() {
    return types("history", "-o", "csv")
        .hasExitCode(0)
        .out()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[2] + "," + cells[3] + "," + cells[cells.length - 1])
        .toList();
  }

  private static String exposures() {
    return types("exposures", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).out();
  }

  private static CommandRun night(String command, String... more) {
    List<String> words =
        new ArrayList<>(List.of(command, "--date", "2022-06-30", "--provider", "sample"));
    words.addAll(List.of(more));
    return types(words.toArray(String[]::new));
  }

  private static CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"))
        .types(words);
  }
}
