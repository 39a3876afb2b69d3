package io.afterclose.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.cli.fixture.TestCommand;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.fixture.StoredExecutions;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.lock.RunFence;
import io.afterclose.run.lock.RunGuard;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the job repository and the records of starts tell a person of past runs. */
final class HistoryCommandsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final JobName JOB = JobName.SYMBOL_BATCH;
  private static final LocalDate JUNE_30 = LocalDate.parse("2022-06-30");
  private static final RunRequest NIGHT = new RunRequest(JUNE_30, "all", 1, Source.CRON);

  private final StoredExecutions executions = new StoredExecutions(POSTGRES.dataSource());
  private final ProcessContext process =
      new ProcessContext(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));

  @BeforeEach
  void nothing_ran() {
    POSTGRES.reset();
  }

  @Test
  void a_run_of_history_has_counts_duration_revision_source_and_reason() {
    long first = executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    failed(first);
    executions.ran(JOB, NIGHT.nextRevision().because("late prices"), BatchStatus.FAILED);
    assertThat(history("-o", "csv").lines())
        .containsExactly(
            "date,scope,revision,status,started_utc,seconds,items,source,execution,job,message,"
                + "failed,reason",
            "2022-06-30,all,2,FAILED,2022-07-01T02:00,90.5,7,cron,2,symbol-batch,said at the end,0,"
                + "late prices",
            "2022-06-30,all,1,COMPLETED,2022-07-01T02:00,90.5,7,cron,1,symbol-batch,"
                + "said at the end,1,");
    assertThat(history("-o", "json", "--limit", "1").out())
        .isEqualToNormalizingNewlines(
            """
            [ {
              "date" : "2022-06-30",
              "scope" : "all",
              "revision" : 2,
              "status" : "FAILED",
              "started_utc" : "2022-07-01T02:00",
              "seconds" : 90.5,
              "items" : 7,
              "source" : "cron",
              "execution" : 2,
              "job" : "symbol-batch",
              "message" : "said at the end",
              "failed" : 0,
              "reason" : "late prices"
            } ]
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "--from 2022-06-30, 4 3",
    "--to 2022-06-28, 1",
    "--from 2022-06-29 --to 2022-06-29, 2",
    "--status failed, 3 1",
    "--source operator, 3 2",
    "--status completed --source cron, 4",
    "--limit 1, 4",
    "--status stopped, ''",
  })
  void filters_let_through_what_they_say(String options, String expected) {
    run("2022-06-28", Source.CRON, BatchStatus.FAILED);
    run("2022-06-29", Source.OPERATOR, BatchStatus.COMPLETED);
    run("2022-06-30", Source.OPERATOR, BatchStatus.FAILED);
    run("2022-06-30", Source.CRON, BatchStatus.COMPLETED);
    List<String> arguments = new ArrayList<>(List.of("-o", "csv"));
    arguments.addAll(List.of(options.split(" ")));
    assertThat(
            history(arguments.toArray(String[]::new)).lines().stream()
                .skip(1)
                .map(line -> line.split(",", -1)[8]))
        .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "--limit 0, --limit 0 is not 1 or more",
    "--from 2022-07-02 --to 2022-07-01, --from 2022-07-02 is after --to 2022-07-01",
  })
  void filters_that_make_no_sense_are_refused(String options, String told) {
    assertThat(
            TestCommand.run(new HistoryCommand(process, JOB), options.split(" "))
                .hasExitCode(2)
                .refusal())
        .contains(told);
  }

  @Test
  void runs_of_another_job_or_of_both_are_listed_where_asked_for() {
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    executions.ran(JobName.PORTFOLIO_REFRESH, NIGHT, BatchStatus.FAILED);
    assertThat(listed()).containsExactly("symbol-batch");
    assertThat(listed("--job", "portfolio-refresh")).containsExactly("portfolio-refresh");
    assertThat(listed("--job", "symbol-batch,portfolio-refresh"))
        .containsExactly("portfolio-refresh", "symbol-batch");
    assertThat(
            TestCommand.run(new HistoryCommand(process, JOB), "--job", "nosuch")
                .hasExitCode(2)
                .err())
        .contains("'--job'", "'nosuch' is no job; one of [symbol-batch, portfolio-refresh]");
  }

  private List<String> listed(String... options) {
    List<String> arguments = new ArrayList<>(List.of("-o", "csv"));
    arguments.addAll(List.of(options));
    return history(arguments.toArray(String[]::new)).lines().stream()
        .skip(1)
        .map(line -> line.split(",", -1)[9])
        .toList();
  }

  @Test
  void a_page_has_the_runs_of_both_jobs_with_their_failures(@TempDir Path folder)
      throws IOException {
    failed(executions.ran(JOB, NIGHT, BatchStatus.COMPLETED));
    executions.ran(JobName.PORTFOLIO_REFRESH, NIGHT, BatchStatus.FAILED);
    Path file = folder.resolve("history.html");
    assertThat(history("--html", file.toString()).out()).isEmpty();
    assertThat(Files.readString(file))
        .contains(
            "symbol-batch completed, 1 failed items",
            "portfolio-refresh failed",
            "ALFA: nobody knows it");
    history("--html", file.toString(), "--job", "symbol-batch");
    assertThat(Files.readString(file)).doesNotContain("portfolio-refresh");
  }

  @Test
  void a_page_that_cannot_be_written_is_refused(@TempDir Path folder) {
    assertThat(
            TestCommand.run(
                    new HistoryCommand(process, JOB),
                    "--html",
                    folder.resolve("no/such/place.html").toString())
                .hasExitCode(2)
                .refusal())
        .contains("--html", "cannot be written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2022-02-30", "30.06.2022"})
  void what_is_no_date_is_told_with_the_option_the_value_and_the_expected_form(String text) {
    assertThat(
            TestCommand.run(new HistoryCommand(process, JOB), "--from", text).hasExitCode(2).err())
        .contains("'--from'", "'" + text + "' is no date; a day as 2022-06-30 was expected")
        .doesNotContain("java", "Exception");
  }

  @Test
  void show_tells_of_the_run_its_parameters_phases_failures_and_starts() throws SQLException {
    RunRequest again = NIGHT.nextRevision().because("late prices");
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    long second = executions.ran(JOB, again, BatchStatus.FAILED);
    failed(second);
    started(again, second);
    List<String> lines = show("-o", "csv").hasExitCode(0).lines();
    assertThat(lines)
        .startsWith(
            "section,execution,phase,name,status,started_utc,seconds,read,filtered,written,detail",
            "run,2,,revision 2,FAILED,2022-07-01T02:00,90.5,,,7,said at the end",
            "parameter,2,,revision,identifying,,,,,,2",
            "parameter,2,,scope,identifying,,,,,,all",
            "parameter,2,,targetDate,identifying,,,,,,2022-06-30",
            "parameter,2,,reason,,,,,,,late prices",
            "parameter,2,,source,,,,,,,cron",
            "phase,2,prices,,FAILED,2022-07-01T02:00,90.5,7,0,7,",
            "failure,2,prices,ALFA,NO_PRICE,,,,,,nobody knows it")
        .hasSize(10);
    assertThat(lines.get(9))
        .startsWith("start,2,,run 1,FAILED,")
        .endsWith(
            ",\"by cron on host there, pid 4711, version 0.1.0 (test); exit 1; asked to break\"");
  }

  @Test
  void a_resumed_run_is_shown_with_the_phases_that_its_earlier_executions_completed() {
    long first = executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    long second = executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    JdbcClient sql = JdbcClient.create(POSTGRES.dataSource());
    sql.sql(
            "update batch_step_execution set step_name = 'metrics' where job_execution_id = :second")
        .param("second", second)
        .update();
    sql.sql("update batch_job_execution set status = 'FAILED' where job_execution_id = :first")
        .param("first", first)
        .update();
    assertThat(show("-o", "csv").hasExitCode(0).lines())
        .contains(
            "phase,1,prices,,COMPLETED,2022-07-01T02:00,90.5,7,0,7,",
            "phase,2,metrics,,COMPLETED,2022-07-01T02:00,90.5,11,0,11,");
  }

  @Test
  void missing_names_runs_that_did_not_complete_and_a_date_without_one() {
    executions.ran(JOB, NIGHT, BatchStatus.FAILED);
    assertThat(missing().lines())
        .containsExactly(
            "execution,scope,phase,item,reason,detail",
            "1,all,prices,(the run),FAILED,said at the end");
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    assertThat(missing().lines()).hasSize(1);
    POSTGRES.reset();
    assertThat(missing().lines().get(1)).startsWith(",all,,(the run),NO_RUN,");
  }

  private CommandRun missing() {
    return TestCommand.run(new MissingCommand(process, JOB), "--date", "2022-06-30", "-o", "csv")
        .hasExitCode(0);
  }

  @Test
  void an_earlier_execution_is_shown_by_its_number() {
    executions.ran(JOB, NIGHT, BatchStatus.FAILED);
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    assertThat(show("--execution", "1", "-o", "json").hasExitCode(0).out())
        .contains("\"run\" : {", "\"execution\" : 1", "\"seconds\" : 90.5")
        .contains("\"targetDate\" : \"2022-06-30\"", "\"phase\" : [ {")
        .doesNotContain("\"execution\" : 2");
    assertThat(show("--execution", "3").hasExitCode(2).refusal())
        .contains("execution 3 is none of symbol-batch 2022-06-30; those are [1, 2]");
  }

  @Test
  void a_date_without_a_run_is_refused_and_so_are_wrong_dates_and_scopes() {
    assertThat(show().hasExitCode(2).refusal())
        .contains("there is no run of symbol-batch 2022-06-30", "symbol-batch history");
    assertThat(
            TestCommand.run(new ShowCommand(process, JOB), "--date", "2022-06-26")
                .hasExitCode(6)
                .refusal())
        .contains("is no NYSE session");
    assertThat(show("--scope", "none").hasExitCode(2).refusal())
        .contains("no run of symbol-batch ever had the scope 'none'");
  }

  @Test
  void a_start_that_led_to_no_execution_is_shown_alone() throws SQLException {
    started(NIGHT, null);
    assertThat(show("-o", "csv").hasExitCode(0).lines().get(1)).startsWith("start,,,run 1,FAILED,");
  }

  @Test
  void a_rerun_resumes_what_did_not_end_well_with_its_reason() {
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    executions.ran(JOB, NIGHT.nextRevision().because("late prices"), BatchStatus.STOPPED);
    RunRequest again = rerun().rerun(Source.OPERATOR, "another reason");
    assertThat(again).isEqualTo(new RunRequest(JUNE_30, "all", 2, Source.OPERATOR, "late prices"));
  }

  @Test
  void a_rerun_of_a_complete_date_is_its_next_revision_and_needs_a_reason() {
    executions.ran(JOB, NIGHT, BatchStatus.COMPLETED);
    assertThat(rerun().rerun(Source.OPERATOR, "late prices"))
        .isEqualTo(new RunRequest(JUNE_30, "all", 2, Source.OPERATOR, "late prices"));
    assertThatThrownBy(() -> rerun().rerun(Source.OPERATOR, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "symbol-batch 2022-06-30 is complete (revision 1, execution 1); to do it again:"
                + " symbol-batch rerun --date 2022-06-30 --force --reason TEXT");
    assertThatThrownBy(() -> rerun().rerun(Source.OPERATOR, "x".repeat(501)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 500 characters");
  }

  @Test
  void a_rerun_of_a_date_that_never_ran_is_its_first_run() {
    assertThat(rerun().rerun(Source.CRON, null)).isEqualTo(NIGHT);
  }

  private NextRun rerun() {
    return NextRun.of(new JobHistoryStore(POSTGRES.dataSource()), RunKey.of(JOB, NIGHT));
  }

  private CommandRun history(String... arguments) {
    return TestCommand.run(new HistoryCommand(process, JOB), arguments).hasExitCode(0);
  }

  private CommandRun show(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--date", "2022-06-30"));
    arguments.addAll(List.of(more));
    return TestCommand.run(new ShowCommand(process, JOB), arguments.toArray(String[]::new));
  }

  private void run(String date, Source source, BatchStatus status) {
    executions.ran(
        JOB,
        new RunRequest(LocalDate.parse(date), "all", 1, source).because(status.name()),
        status);
  }

  private void failed(long execution) {
    new ItemFailureStore(POSTGRES.dataSource(), process.clock())
        .record(
            execution, "prices", List.of(new ItemFailure("ALFA", "NO_PRICE", "nobody knows it")));
  }

  private static void started(RunRequest run, @org.jspecify.annotations.Nullable Long execution)
      throws SQLException {
    try (RunLock lock =
        RunLock.acquire(
            JOB,
            run,
            new RunGuard(
                POSTGRES.database(),
                new RunOwner("there", 4711, "0.1.0 (test)"),
                new RunFence(POSTGRES.dataSource()),
                Duration.ofHours(1)),
            why -> {})) {
      lock.end(RunRecord.State.FAILED, RunOutcome.FAILED, "asked to break", execution);
    }
  }
}
