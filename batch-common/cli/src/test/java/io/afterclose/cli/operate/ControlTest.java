package io.afterclose.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.fixture.TestCommand;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.fixture.StoredExecutions;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunFence;
import io.afterclose.run.lock.RunGuard;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator does about runs at work, beside runs that are, that hang and that died. */
final class ControlTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final JobName JOB = JobName.SYMBOL_BATCH;
  private static final LocalDate DATE = LocalDate.parse("2022-06-30");
  private static final RunRequest NIGHT = new RunRequest(DATE, "all", 1, Source.CRON);
  private static final RunKey KEY = RunKey.of(JOB, NIGHT);
  private static final RunOwner OWNER = new RunOwner("there", 4711, "0.1.0 (test)");
  private static final Pause AT_ONCE = duration -> {};

  private final RunStore runs = new RunStore(POSTGRES.dataSource());
  private final StoredExecutions executions = new StoredExecutions(POSTGRES.dataSource());
  private final ProcessContext process =
      new ProcessContext(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));

  @BeforeEach
  void nothing_ran() {
    POSTGRES.reset();
  }

  @Test
  void a_stop_without_a_run_says_that_nothing_runs() {
    assertThat(stop(AT_ONCE).hasExitCode(0).lines())
        .containsExactly(
            "job,date,scope,outcome,run,state,exit_code,message",
            "symbol-batch,2022-06-30,all,nothing runs,,,,");
  }

  @Test
  void a_stop_of_a_run_that_died_says_so() throws SQLException {
    died();
    assertThat(stop(AT_ONCE).hasExitCode(0).lines().get(1))
        .isEqualTo("symbol-batch,2022-06-30,all,\"nothing runs, its process died\",1,RUNNING,,");
  }

  @Test
  void a_stop_is_asked_at_once_and_told_when_the_run_has_ended() throws SQLException {
    try (RunLock lock = acquire()) {
      CommandRun stopped =
          stop(
              duration -> {
                assertThat(runs.active(KEY).orElseThrow().activity().stopRequested()).isTrue();
                end(lock, RunRecord.State.STOPPED, RunOutcome.STOPPED);
              });
      assertThat(stopped.hasExitCode(0).lines().get(1))
          .isEqualTo("symbol-batch,2022-06-30,all,ended,1,STOPPED,75,ended by the test");
    }
  }

  @Test
  void a_run_that_works_on_after_the_wait_is_told_in_one_line() throws SQLException {
    try (RunLock lock = acquire()) {
      AtomicInteger naps = new AtomicInteger();
      CommandRun refused = stop(duration -> naps.incrementAndGet(), "--wait", "3s").hasExitCode(5);
      assertThat(refused.refusal())
          .contains(
              "symbol-batch 2022-06-30 is still working 3 s after the request to stop: host there",
              "pid 4711",
              "symbol-batch recover --date 2022-06-30");
      assertThat(naps).hasValue(6);
      assertThat(runs.active(KEY).orElseThrow().runId()).isEqualTo(lock.run());
    }
  }

  @Test
  void a_stop_is_asked_of_no_later_run() throws SQLException {
    List<RunLock> later = new ArrayList<>();
    try (RunLock first = acquire()) {
      CommandRun stopped =
          stop(
              duration -> {
                end(first, RunRecord.State.COMPLETED, RunOutcome.COMPLETED);
                later.add(acquire());
              });
      assertThat(stopped.hasExitCode(0).lines().get(1)).contains(",ended,1,COMPLETED,0,");
      assertThat(runs.active(KEY).orElseThrow().activity().stopRequested()).isFalse();
    } finally {
      for (RunLock lock : later) {
        lock.close();
      }
    }
  }

  @Test
  void a_live_run_is_not_recovered_and_goes_on() throws SQLException {
    try (RunLock lock = acquire()) {
      CommandRun refused = recover(AT_ONCE).hasExitCode(5);
      assertThat(refused.refusal())
          .contains(
              "symbol-batch 2022-06-30 is alive and not taken away: host there, pid 4711, version"
                  + " 0.1.0 (test), since ",
              "last heartbeat 0 s ago",
              "symbol-batch stop --date 2022-06-30");
      lock.keep();
    }
  }

  @Test
  void nothing_left_open_is_nothing_to_recover() {
    executions.ran(JOB, NIGHT, BatchStatus.FAILED);
    assertThat(recover(AT_ONCE).hasExitCode(0).lines())
        .containsExactly(
            "job,date,scope,outcome,run,owner,executions_closed",
            "symbol-batch,2022-06-30,all,nothing to recover,,,0");
  }

  @Test
  void what_a_run_that_died_left_open_is_closed_so_that_the_next_one_resumes_it()
      throws SQLException {
    died();
    long open = executions.ran(JOB, NIGHT, BatchStatus.STARTED);
    assertThat(recover(AT_ONCE).hasExitCode(0).lines().get(1))
        .isEqualTo(
            "symbol-batch,2022-06-30,all,\"recovered, the next run resumes it\",1,"
                + "\"host there, pid 4711, version 0.1.0 (test)\",1");
    assertThat(latest()).isEqualTo(open + " FAILED closed");
    assertThat(states()).containsExactly(RunRecord.State.ABANDONED);
    assertThat(recover(AT_ONCE).hasExitCode(0).lines().get(1)).contains("nothing to recover");
  }

  @Test
  void an_instance_without_execution_is_removed() throws SQLException {
    died();
    executions.created(JOB, NIGHT);
    sql("truncate batch_job_execution cascade");
    recover(AT_ONCE).hasExitCode(0);
    assertThat(
            JdbcClient.create(POSTGRES.dataSource())
                .sql("select count(*) from batch_job_instance")
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** Deleted by hand, or not restored: the instance is complete, and nothing finds it. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "parameter_name = 'targetDate'", "parameter_name = 'revision'"})
  void parameters_that_a_completed_execution_lost_are_written_again(String which)
      throws SQLException {
    RunRequest night = new RunRequest(DATE, RunScope.EVERYTHING, 1, Source.OPERATOR);
    executions.ran(JOB, night, BatchStatus.COMPLETED);
    List<String> before = parameters();
    sql("delete from batch_job_execution_params where " + which);
    assertThat(recover(AT_ONCE).hasExitCode(0).lines().get(1))
        .contains("lost parameters are written again");
    assertThat(parameters()).isEqualTo(before);
    assertThat(latest()).contains("COMPLETED");
    assertThat(recover(AT_ONCE).hasExitCode(0).lines().get(1)).contains("nothing to recover");
  }

  @Test
  void what_another_date_has_lost_is_not_told_of_this_one() throws SQLException {
    RunRequest other =
        new RunRequest(LocalDate.of(2022, 6, 29), RunScope.EVERYTHING, 1, Source.OPERATOR);
    executions.ran(JOB, other, BatchStatus.COMPLETED);
    sql("delete from batch_job_execution_params");
    assertThat(recover(AT_ONCE).hasExitCode(0).lines().get(1)).contains("nothing to recover");
    assertThat(parameters()).isEmpty();
  }

  private static List<String> parameters() {
    return JdbcClient.create(POSTGRES.dataSource())
        .sql(
            "select concat_ws(' ', job_execution_id, parameter_name, parameter_type,"
                + " parameter_value, identifying) from batch_job_execution_params order by 1")
        .query(String.class)
        .list();
  }

  @Test
  void a_run_that_hangs_loses_its_date_and_its_lock() throws SQLException {
    try (RunLock hanging = acquire()) {
      silent("31 seconds");
      recover(AT_ONCE).hasExitCode(0);
      assertThat(runs.isLocked(KEY)).isFalse();
      assertThat(states()).containsExactly(RunRecord.State.ABANDONED);
      assertThat(hanging.run()).isEqualTo(1);
    }
  }

  @Test
  void a_run_that_is_silent_for_less_than_six_heartbeats_is_alive() throws SQLException {
    try (RunLock lock = acquire()) {
      silent("20 seconds");
      recover(AT_ONCE).hasExitCode(5);
      lock.keep();
    }
  }

  @Test
  void a_holder_that_records_itself_while_it_is_waited_for_is_alive() throws SQLException {
    try (RunLock lock = acquire()) {
      hide();
      recover(duration -> tellItsName()).hasExitCode(5);
      lock.keep();
    }
  }

  @Test
  void a_holder_that_never_says_who_it_is_loses_the_lock() throws SQLException {
    try (RunLock lock = acquire()) {
      hide();
      recover(AT_ONCE).hasExitCode(0);
      assertThat(runs.isLocked(KEY)).isFalse();
      assertThat(lock.run()).isEqualTo(1);
    }
  }

  @Test
  void status_tells_of_runs_at_work_and_of_the_last_one_of_each_job() throws SQLException {
    try (RunLock ended = acquire()) {
      ended.end(RunRecord.State.FAILED, RunOutcome.FAILED, "asked to break", 17L);
    }
    executions.ran(JOB, NIGHT, BatchStatus.STARTED);
    try (RunLock lock = acquire()) {
      List<String> lines = status("csv").lines();
      assertThat(lines.get(0))
          .isEqualTo(
              "job,date,scope,revision,state,started_utc,ended_utc,heartbeat_seconds,host,pid,"
                  + "version,phase,read,written,run,execution,exit_code,message,request");
      assertThat(lines.get(1))
          .startsWith("symbol-batch,2022-06-30,all,1,RUNNING,")
          .endsWith(",,0,there,4711,0.1.0 (test),prices,7,7," + lock.run() + ",1,,,");
      assertThat(lines.get(2))
          .startsWith("symbol-batch,2022-06-30,all,1,FAILED,")
          .endsWith(",,there,4711,0.1.0 (test),,,,1,17,1,asked to break,");
      assertThat(lines).hasSize(3);
      runs.requestStop(KEY);
      assertThat(status("csv").lines().get(1)).contains(",STOPPING,");
    }
    assertThat(status("csv").lines().get(1)).contains(",DIED,");
  }

  @Test
  void status_has_no_exit_code_for_a_process_that_a_signal_ended() throws SQLException {
    try (RunLock lock = acquire()) {
      lock.end(RunRecord.State.STOPPED, RunOutcome.STOPPED, RunRecord.End.BY_A_SIGNAL, 17L);
    }
    assertThat(status("csv").lines().get(1)).endsWith(",17,,stop requested by a signal,");
    try (RunLock lock = acquire()) {
      lock.end(RunRecord.State.STOPPED, RunOutcome.STOPPED, "stop requested", 18L);
    }
    assertThat(status("csv").lines().get(1)).endsWith(",18,75,stop requested,");
  }

  @Test
  void status_of_nothing_is_an_empty_result() {
    assertThat(status("json").lines()).containsExactly("[ ]");
    assertThat(status("table").out()).contains("(none)");
  }

  @Test
  void status_as_json_has_numbers_and_nulls() throws SQLException {
    try (RunLock lock = acquire()) {
      assertThat(status("json").out())
          .contains("\"pid\" : 4711", "\"phase\" : null", "\"run\" : " + lock.run())
          .contains("\"heartbeat_seconds\" : 0", "\"exit_code\" : null");
    }
  }

  @Test
  void a_watched_run_is_followed_to_its_end_and_gives_its_exit_code() throws SQLException {
    try (RunLock lock = acquire()) {
      AtomicInteger naps = new AtomicInteger();
      CommandRun watched =
          watch(
              duration -> {
                switch (naps.incrementAndGet()) {
                  case 1 -> executions.ran(JOB, NIGHT, BatchStatus.STARTED);
                  case 2 -> assertThat(naps).hasValue(2);
                  default -> end(lock, RunRecord.State.FAILED, RunOutcome.PARTIAL);
                }
              });
      assertThat(watched.hasExitCode(3).lines())
          .containsExactly("prices STARTED: 7 read, 7 written", "FAILED ended by the test");
    }
  }

  @Test
  void a_run_that_has_ended_gives_its_exit_code_at_once() throws SQLException {
    try (RunLock lock = acquire()) {
      end(lock, RunRecord.State.STOPPED, RunOutcome.STOPPED);
    }
    assertThat(watch(AT_ONCE).hasExitCode(75).lines()).containsExactly("STOPPED ended by the test");
  }

  @Test
  void a_watch_that_is_over_before_the_run_is_temporary() throws SQLException {
    try (RunLock lock = acquire()) {
      assertThat(watch(AT_ONCE, "--for", "5s").hasExitCode(75).refusal())
          .contains("symbol-batch 2022-06-30 is still working after 5 s: host there");
      lock.keep();
    }
  }

  @Test
  void a_watched_run_that_dies_is_a_failure() throws SQLException {
    died();
    silent("31 seconds");
    assertThat(watch(AT_ONCE).hasExitCode(1).refusal())
        .contains("symbol-batch 2022-06-30 has died: host there", "the next run resumes it");
  }

  @Test
  void a_watch_of_no_run_is_refused() {
    assertThat(watch(AT_ONCE).hasExitCode(2).refusal())
        .contains("there is no run of symbol-batch 2022-06-30", "symbol-batch history");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_date_that_is_no_session_and_a_scope_that_never_ran_are_refused(String command) {
    assertThat(typed(command, "--date", "2022-06-26").hasExitCode(6).refusal())
        .contains("2022-06-26 is no NYSE session");
    assertThat(typed(command, "--date", "2022-06-30", "--scope", "none").hasExitCode(2).refusal())
        .contains("no run of symbol-batch ever had the scope 'none'", "symbol-batch history");
  }

  static Stream<String> commands() {
    return Stream.of("stop", "recover", "watch");
  }

  @Test
  void a_scope_that_ran_is_a_run_of_its_own() throws SQLException {
    RunRequest some = new RunRequest(DATE, "symbols:ALFA", 1, Source.OPERATOR);
    executions.ran(JOB, some, BatchStatus.FAILED);
    try (RunLock night = acquire()) {
      assertThat(
              typed("stop", "--date", "2022-06-30", "--scope", "symbols:ALFA").hasExitCode(0).out())
          .contains("symbols:ALFA,nothing runs");
      night.keep();
    }
  }

  private CommandRun typed(String command, String... arguments) {
    return TestCommand.run(
        switch (command) {
          case "stop" -> new StopCommand(process, JOB);
          case "recover" -> new RecoverCommand(process, JOB);
          default -> new WatchCommand(process, JOB);
        },
        arguments);
  }

  private CommandRun stop(Pause pause, String... more) {
    return TestCommand.run(new StopCommand(process, JOB, pause), arguments(more));
  }

  private CommandRun recover(Pause pause) {
    return TestCommand.run(new RecoverCommand(process, JOB, pause), arguments());
  }

  private CommandRun watch(Pause pause, String... more) {
    return TestCommand.run(new WatchCommand(process, JOB, pause), arguments(more));
  }

  private CommandRun status(String format) {
    return TestCommand.run(new StatusCommand(process, JOB), "-o", format).hasExitCode(0);
  }

  private static String[] arguments(String... more) {
    return Stream.concat(Stream.of("--date", "2022-06-30"), Stream.of(more)).toArray(String[]::new);
  }

  /** With a heartbeat that never comes. */
  private static RunLock acquire() {
    try {
      return RunLock.acquire(
          KEY.job(),
          NIGHT,
          new RunGuard(
              POSTGRES.database(), OWNER, new RunFence(POSTGRES.dataSource()), Duration.ofHours(1)),
          why -> {});
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** As a run ends by itself. */
  private static void end(RunLock lock, RunRecord.State state, RunOutcome outcome) {
    lock.end(state, outcome, "ended by the test", null);
    close(lock);
  }

  /** As a process that is killed: its lock is gone, its row is open. */
  private static void died() {
    close(acquire());
  }

  private static void close(RunLock lock) {
    try {
      lock.close();
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void silent(String since) {
    sql(
        "update job_run_heartbeats set heartbeat_at = clock_timestamp() - interval '"
            + since
            + "'");
  }

  /** As a process that has its lock and has not yet told who it is. */
  private static void hide() {
    sql("update job_runs set scope = 'hidden'");
  }

  private static void tellItsName() {
    sql("update job_runs set scope = 'all'");
  }

  private static void sql(String statement) {
    int unused = JdbcClient.create(POSTGRES.dataSource()).sql(statement).update();
  }

  private List<RunRecord.State> states() {
    return runs.ofDate(JOB, DATE).stream().map(RunRecord::state).toList();
  }

  /** The latest execution with its status, and whether it is closed. */
  private String latest() {
    return new JobHistoryStore(POSTGRES.dataSource())
        .latest(JOB, DATE, "all")
        .map(
            run ->
                run.execution().id()
                    + " "
                    + run.execution().status()
                    + (run.execution().open() ? " open" : " closed"))
        .orElse("none");
  }
}
