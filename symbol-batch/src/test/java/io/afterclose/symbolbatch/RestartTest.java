package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/** Nights that break, die or meet another one, and the run after them. */
final class RestartTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static String undisturbed = "";

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeAll
  static void a_night_without_trouble() {
    operator().types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
    night().hasExitCode(0);
    undisturbed = exposures();
    assertThat(undisturbed).hasLineCount(1 + 13 * 12);
  }

  @BeforeEach
  void five_shares_are_members() {
    POSTGRES.reset();
    operator().types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
  }

  @Test
  void a_night_that_broke_in_a_chunk_goes_on_after_the_last_committed_one() {
    breakAt("IR_BETA", "MTUM", "P0001");
    night().hasExitCode(1);
    assertThat(rows.count("symbol_factor_exposures where factor_code = 'IR_BETA'")).isEqualTo(4);
    assertThat(rows.count("symbol_daily_metrics")).isZero();

    mend();
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
    assertThat(rows.count("batch_job_instance")).isEqualTo(1);
    assertThat(steps(2))
        .isEqualTo("interestRateBeta 9, ridgeStyleFactors 13, spreadFactors 13, metrics 13");
    assertThat(rows.count("symbol_daily_metrics")).isEqualTo(13);
  }

  @Test
  void a_night_that_broke_in_its_prices_stores_them_once() {
    rows.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin"
            + " if new.symbol = 'QUAL' then raise exception 'no room'; end if;"
            + " return new; end $$");
    rows.execute(
        "create trigger refusing before insert on market_data_cache"
            + " for each row execute function refuse()");
    night().hasExitCode(1);
    mend();
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
    assertThat(rows.count("market_data_history")).isZero();
    assertThat(rows.count("market_data_changes")).isEqualTo(13);
  }

  /** A place that is kept ahead of the data leaves out a chunk for good. */
  @ParameterizedTest
  @CsvSource({
    "batch_step_execution_context, ''",
    "batch_step_execution, ''",
    "batch_step_execution, deferrable initially deferred"
  })
  void a_chunk_whose_place_could_not_be_kept_is_done_again(String table, String when) {
    rows.execute("create sequence written");
    rows.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin"
            + " if exists (select from symbol_factor_exposures where factor_code = 'IR_BETA'"
            + " and symbol = 'MTUM') and nextval('written') = 1"
            + " then raise exception 'asked to break' using errcode = 'P0001'; end if;"
            + " return null; end $$");
    rows.execute(
        "create constraint trigger refusing after update on %s %s".formatted(table, when)
            + " for each row execute function refuse()");
    night().hasExitCode(1);
    assertThat(rows.count("symbol_factor_exposures where factor_code = 'IR_BETA'")).isEqualTo(4);
    mend();
    rows.execute("drop sequence written");
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
  }

  @Test
  void a_database_that_goes_away_is_a_passing_failure() {
    breakAt("IR_BETA", "MTUM", "57P01");
    night().hasExitCode(75);
    mend();
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
  }

  @Test
  void an_execution_that_a_killed_process_left_open_is_resumed() {
    breakAt("VALUE", "MTUM", "P0001");
    night().hasExitCode(1);
    mend();
    rows.execute(
        "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
    rows.execute(
        "update batch_step_execution set status = 'STARTED', exit_code = 'EXECUTING',"
            + " end_time = null where step_name = 'ridgeStyleFactors'");
    CommandRun answer = night().hasExitCode(0);
    assertThat(answer.logged("left open by a process that died")).hasSize(1);
    assertThat(exposures()).isEqualTo(undisturbed);
    assertThat(rows.texts("select status from batch_job_execution order by job_execution_id"))
        .containsExactly("FAILED", "COMPLETED");
    assertThat(rows.count("batch_job_execution where end_time is null")).isZero();
    assertThat(steps(2)).startsWith("ridgeStyleFactors 9, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STARTED", "UNKNOWN"})
  void a_step_whose_end_was_lost_with_the_database_is_resumed(String status) {
    breakAt("VALUE", "MTUM", "P0001");
    night().hasExitCode(1);
    mend();
    rows.execute(
        "update batch_step_execution set status = '%s', exit_code = 'EXECUTING',".formatted(status)
            + " end_time = null where step_name = 'ridgeStyleFactors'");
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
    assertThat(rows.texts("select status from batch_job_execution order by job_execution_id"))
        .containsExactly("FAILED", "COMPLETED");
    assertThat(rows.count("batch_step_execution where end_time is null")).isZero();
    assertThat(steps(2)).startsWith("ridgeStyleFactors 9, ");
  }

  @Test
  void an_instance_that_a_killed_process_left_without_an_execution_is_begun_anew() {
    breakAt("VALUE", "MTUM", "P0001");
    night().hasExitCode(1);
    mend();
    rows.execute("truncate batch_job_execution cascade");
    assertThat(night().hasExitCode(0).logged("starting from the beginning")).hasSize(1);
    assertThat(exposures()).isEqualTo(undisturbed);
  }

  @Test
  void a_run_beside_another_of_the_same_date_is_refused_with_one_line() throws SQLException {
    try (Connection other = POSTGRES.database().openDirect()) {
      assertThat(AdvisoryLock.tryAcquire(other, AdvisoryLock.key("symbol-batch/2022-06-30/all")))
          .isPresent();
      Map<String, String> before = rows.versions();
      CommandRun refused = night().hasExitCode(5);
      assertThat(refused.err())
          .hasLineCount(1)
          .contains("another run of symbol-batch 2022-06-30 is active", "symbol-batch stop --date");
      assertThat(rows.versions()).isEqualTo(before);
    }
    night().hasExitCode(0);
    assertThat(exposures()).isEqualTo(undisturbed);
  }

  @Test
  void a_run_beside_another_date_is_not_refused() throws SQLException {
    try (Connection other = POSTGRES.database().openDirect()) {
      assertThat(AdvisoryLock.tryAcquire(other, AdvisoryLock.key("symbol-batch/2022-06-29/all")))
          .isPresent();
      night().hasExitCode(0);
    }
  }

  @Test
  void the_database_itself_refuses_a_second_open_execution_of_an_instance() {
    night().hasExitCode(0);
    String open =
        "insert into batch_job_execution (job_execution_id, job_instance_id, create_time)"
            + " values (%d, 1, now())";
    rows.execute(open.formatted(101));
    assertThatThrownBy(() -> rows.execute(open.formatted(102)))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("batch_job_execution_open");
  }

  @Test
  void history_tells_of_both_attempts_newest_first() {
    breakAt("IR_BETA", "MTUM", "P0001");
    night().hasExitCode(1);
    mend();
    night().hasExitCode(0);
    String history = operator().types("history", "-o", "csv").hasExitCode(0).out();
    assertThat(history.lines().skip(1).map(line -> line.split(",", -1)[3]))
        .containsExactly("COMPLETED", "FAILED");
    assertThat(history).contains("asked to break");
  }

  private void breakAt(String factor, String symbol, String state) {
    rows.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin"
            + " if new.factor_code = '"
            + factor
            + "' and new.symbol = '"
            + symbol
            + "' then raise exception 'asked to break' using errcode = '"
            + state
            + "'; end if; return new; end $$");
    rows.execute(
        "create trigger refusing before insert on symbol_factor_exposures"
            + " for each row execute function refuse()");
  }

  private void mend() {
    rows.execute("drop function refuse() cascade");
  }

  /** The steps of an execution with what they read. */
  private String steps(long execution) {
    return rows.text(
        "select string_agg(step_name || ' ' || read_count, ', ' order by step_execution_id)"
            + " from batch_step_execution where job_execution_id = "
            + execution);
  }

  private static String exposures() {
    return operator().types("exposures", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).out();
  }

  /** In chunks of two symbols. */
  private static CommandRun night() {
    return operator()
        .types("run", "--date", "2022-06-30", "--provider", "sample", "--chunk-size", "2");
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
