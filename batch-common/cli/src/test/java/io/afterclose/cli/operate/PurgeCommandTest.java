package io.afterclose.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.fixture.RecordedRuns;
import io.afterclose.run.history.HistoryFilter;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.OwnedTable;
import io.afterclose.run.history.PurgeStore;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.history.ReadLog;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.PostgresExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

final class PurgeCommandTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final JobName JOB = JobName.SYMBOL_BATCH;
  private static final List<OwnedTable> JOB_TABLES =
      List.of(
          new OwnedTable("market_data_quarantine", OwnedTable.Key.EXECUTION),
          new OwnedTable("symbol_batch_universe", OwnedTable.Key.INSTANCE));
  private static final ReadLog LOG =
      new ReadLog("market_data_changes", "change_id", "market_data_changes_read");
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2024-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(2022, 7, 1, 2, 0);
  private static final LocalDateTime LATELY = LocalDateTime.of(2024, 1, 30, 2, 0);

  private final RecordedRuns runs = new RecordedRuns(POSTGRES.dataSource());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @Test
  void an_old_night_goes_with_all_that_is_recorded_of_it() {
    long old = runs.ended(JOB, night(27), BatchStatus.COMPLETED, LONG_AGO);
    new ItemFailureStore(POSTGRES.dataSource(), NOW)
        .record(old, "prices", List.of(new ItemFailure("ALFA", "NO_PRICE", "none came")));
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LATELY);
    assertThat(purge()).contains("run_item_failures,1\n", "batch_job_instance,1\n");
    assertThat(left()).containsExactly("2022-06-28 COMPLETED");
    for (String table : List.of("run_item_failures", "batch_job_execution_context")) {
      assertThat(rowsOf(table, old)).as(table).isZero();
    }
  }

  @Test
  void the_rows_of_the_jobs_own_tables_go_with_the_run_they_belong_to() {
    long old = runs.ended(JOB, night(27), BatchStatus.COMPLETED, LONG_AGO);
    long recent = runs.ended(JOB, night(28), BatchStatus.COMPLETED, LATELY);
    quarantine(old);
    quarantine(recent);
    assertThat(purge()).contains("market_data_quarantine,1\n", "symbol_batch_universe,0\n");
    assertThat(rowsOf("market_data_quarantine", old)).isZero();
    assertThat(rowsOf("market_data_quarantine", recent)).isEqualTo(1);
  }

  private static void quarantine(long execution) {
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            insert into market_data_quarantine
              (job_execution_id, symbol, price_date, reason, detail, source, quarantined_at,
                first_seen_at)
            values (:execution, 'ALFA', '2022-06-27', 'BAD_VOLUME', 'volume is -1', 'csv', now(),
              now())
            """)
        .param("execution", execution)
        .update();
  }

  @Test
  void a_dry_run_counts_the_same_and_removes_nothing() {
    runs.ended(JOB, night(27), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LATELY);
    String counted = purge("--dry-run");
    assertThat(left()).hasSize(2);
    assertThat(counted).contains("rows_to_remove", "batch_job_execution_params,4\n");
    assertThat(purge().replace("rows_removed", "rows_to_remove")).isEqualTo(counted);
  }

  @Test
  void the_latest_completed_night_of_each_scope_stays_however_old() {
    runs.ended(JOB, night(27), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(
        JOB,
        new RunRequest(LocalDate.of(2022, 6, 27), "symbols ALFA", 1, Source.OPERATOR),
        BatchStatus.COMPLETED,
        LONG_AGO);
    purge();
    assertThat(left()).containsExactly("2022-06-27 COMPLETED", "2022-06-28 COMPLETED");
  }

  @Test
  void of_two_completed_revisions_of_the_latest_date_the_later_stays() {
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LONG_AGO);
    long later = runs.ended(JOB, night(28).nextRevision(), BatchStatus.COMPLETED, LONG_AGO);
    purge();
    assertThat(history()).extracting(run -> run.execution().id()).containsExactly(later);
  }

  @Test
  void failed_runs_stay_when_asked_for() {
    runs.ended(JOB, night(27), BatchStatus.FAILED, LONG_AGO);
    purge("--keep-failed");
    assertThat(left()).containsExactly("2022-06-27 FAILED");
    purge();
    assertThat(left()).isEmpty();
  }

  @Test
  void a_restart_that_is_at_work_keeps_its_old_executions() {
    runs.ended(JOB, night(27), BatchStatus.FAILED, LONG_AGO);
    runs.begun(JOB, night(27));
    purge();
    assertThat(left()).hasSize(2);
  }

  @Test
  void a_date_whose_run_is_recorded_as_open_stays() {
    runs.ended(JOB, night(27), BatchStatus.FAILED, LONG_AGO);
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            insert into job_runs (job_name, target_date, scope, revision, source, host, pid,
              version, state, started_at)
            values ('symbol-batch', '2022-06-27', 'all', 1, 'cron', 'here', 1, '0', 'RUNNING',
              clock_timestamp())
            """)
        .update();
    purge();
    assertThat(left()).hasSize(1);
  }

  @Test
  void an_old_start_that_led_to_no_execution_goes_but_for_one_that_is_open_or_new() {
    start("2022-07-01", "'2022-07-02'", "null");
    start("2022-07-02", "null", "null");
    start("2024-01-30", "'2024-01-30'", "null");
    start("2022-07-03", "'2022-07-04'", "4711");
    assertThat(purge("--dry-run")).contains("job_runs,1\n");
    assertThat(purge("--keep-failed")).contains("job_runs,0\n");
    assertThat(purge()).contains("job_runs,1\n");
    assertThat(
            JdbcClient.create(POSTGRES.dataSource())
                .sql("select target_date::text from job_runs order by 1")
                .query(String.class)
                .list())
        .containsExactly("2022-07-02", "2022-07-03", "2024-01-30");
  }

  private static void start(String date, String ended, String execution) {
    int unused =
        JdbcClient.create(POSTGRES.dataSource())
            .sql(
                """
                insert into job_runs (job_name, target_date, scope, revision, source, host, pid,
                  version, state, started_at, ended_at, job_execution_id)
                values ('symbol-batch', '%1$s', 'all', 1, 'cron', 'here', 1, '0',
                  case when %2$s::text is null then 'RUNNING' else 'FAILED' end, '%1$s', %2$s, %3$s)
                """
                    .formatted(date, ended, execution))
            .update();
  }

  @Test
  void no_gap_comes_into_being_behind_a_date_that_stays() {
    runs.ended(JOB, night(24), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(JOB, night(27), BatchStatus.COMPLETED, LATELY);
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(JOB, night(29), BatchStatus.COMPLETED, LONG_AGO);
    purge();
    assertThat(left()).hasSize(3).doesNotContain("2022-06-24 COMPLETED");
  }

  @Test
  void the_other_jobs_runs_are_not_touched() {
    runs.ended(JobName.PORTFOLIO_REFRESH, night(27), BatchStatus.FAILED, LONG_AGO);
    assertThat(purge()).contains("batch_job_instance,0\n");
  }

  /** With four runs of different scopes a day, 14 years of them. */
  @Test
  @Timeout(120)
  void twenty_thousand_old_runs_go_within_a_minute_and_are_counted_within_seconds() {
    runs.ended(JOB, night(27), BatchStatus.COMPLETED, LATELY);
    many(20_000);
    long begin = System.nanoTime();
    assertThat(purge("--dry-run"))
        .contains("batch_job_instance,19996\n", "run_item_failures,59988\n");
    assertThat(System.nanoTime() - begin).isLessThan(15_000_000_000L);
    begin = System.nanoTime();
    assertThat(purge()).contains("batch_job_instance,19996\n", "run_item_failures,59988\n");
    assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
    assertThat(history()).hasSize(5);
  }

  /** One scope of each four is that of everything; a step, three failed items for each run. */
  private static void many(int instances) {
    for (String sql :
        List.of(
            "insert into batch_job_instance (job_instance_id, version, job_name, job_key)"
                + " select 1000 + n, 0, 'symbol-batch', 'k' || n from generate_series(1, :n) n",
            "insert into batch_job_execution (job_execution_id, version, job_instance_id,"
                + " create_time, start_time, end_time, status, exit_code)"
                + " select 1000 + n, 0, 1000 + n, '2021-01-01', '2021-01-01', '2021-01-02',"
                + " 'COMPLETED', 'COMPLETED' from generate_series(1, :n) n",
            "insert into batch_job_execution_params (job_execution_id, parameter_name,"
                + " parameter_type, parameter_value, identifying)"
                + " select 1000 + n, 'targetDate', 'java.time.LocalDate',"
                + " (date '2006-01-01' + n / 4)::text, 'Y' from generate_series(1, :n) n",
            "insert into batch_job_execution_params (job_execution_id, parameter_name,"
                + " parameter_type, parameter_value, identifying)"
                + " select 1000 + n, 'scope', 'java.lang.String', 'scope ' || n % 4, 'Y'"
                + " from generate_series(1, :n) n",
            "insert into batch_step_execution (step_execution_id, version, step_name,"
                + " job_execution_id, create_time, start_time)"
                + " select 1000 + n, 0, 'prices', 1000 + n, '2021-01-01', '2021-01-01'"
                + " from generate_series(1, :n) n",
            "insert into run_item_failures (job_execution_id, phase, item, reason, detail,"
                + " failed_at) select 1000 + n, 'prices', 'S' || i, 'NO_PRICE', '', now()"
                + " from generate_series(1, :n) n, generate_series(1, 3) i")) {
      JdbcClient.create(POSTGRES.dataSource()).sql(sql).param("n", instances).update();
    }
  }

  @Test
  void an_older_date_that_was_completed_lately_keeps_what_was_to_go_behind_it() {
    long older = runs.ended(JOB, night(24), BatchStatus.FAILED, LONG_AGO);
    long behind = runs.ended(JOB, night(27), BatchStatus.COMPLETED, LONG_AGO);
    runs.ended(JOB, night(28), BatchStatus.COMPLETED, LATELY);
    PurgeStore store = new PurgeStore(POSTGRES.dataSource(), JOB_TABLES);
    Instant cut = NOW.instant().minus(Duration.ofDays(400));
    List<Long> old = store.old(JOB, cut, false);
    assertThat(old).hasSize(2);
    runs.ended(JOB, night(24), BatchStatus.COMPLETED, LATELY);
    assertThat(store.remove(old, JOB, cut, false)).containsEntry("batch_job_instance", 0L);
    assertThat(history()).extracting(run -> run.execution().id()).contains(older, behind);
  }

  @Test
  void a_transaction_takes_many_short_runs_or_one_with_many_items() {
    List<Long> instances = new ArrayList<>();
    many(450);
    for (long n = 1; n <= 450; n++) {
      instances.add(1000 + n);
    }
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            "insert into run_item_failures (job_execution_id, phase, item, reason, detail,"
                + " failed_at) select 1250, 'factors', 'S' || i, 'NO_PRICE', '', now()"
                + " from generate_series(1, 4900) i")
        .update();
    assertThat(new PurgeStore(POSTGRES.dataSource(), JOB_TABLES).batches(instances))
        .extracting(List::size)
        .containsExactly(200, 49, 33, 168);
  }

  /** A price of 1 June that came late: the row of that day has not seen it, that of 2 June has. */
  @Test
  void a_logged_price_goes_when_it_is_old_and_every_metrics_row_from_its_day_on_has_read_it() {
    metrics("2022-05-31");
    metrics("2022-06-01");
    priced("2022-06-01", LONG_AGO);
    metrics("2022-06-02");
    priced("2022-06-03", LATELY);
    assertThat(purge("--dry-run")).contains("market_data_changes,0\n");
    assertThat(purge()).contains("market_data_changes,0\n");
    metrics("2022-06-01");
    assertThat(purge("--dry-run")).contains("market_data_changes,1\n");
    assertThat(purge()).contains("market_data_changes,1\n");
    assertThat(logged()).containsExactly("2022-06-03");
  }

  @Test
  void a_logged_price_stays_for_a_snapshot_that_has_not_read_it_and_while_a_run_is_at_work() {
    changed(
        """
        insert into portfolio_snapshots_unmarked (portfolio_id, snapshot_date, read_before)
        values (1, '2022-06-02', pg_current_xact_id())
        """);
    priced("2022-06-02", LONG_AGO);
    assertThat(purge()).contains("market_data_changes,0\n");
    changed("update portfolio_snapshots_unmarked set read_before = pg_current_xact_id()");
    start("2022-07-02", "null", "null");
    assertThat(purge()).contains("market_data_changes,0\n");
    changed("update job_runs set state = 'FAILED', ended_at = '2022-07-03'");
    assertThat(purge()).contains("market_data_changes,1\n");
  }

  @Test
  void an_action_stays_in_the_log_and_what_another_server_read_counts_as_unread() {
    changed(
        """
        insert into market_data_changes (symbol, first_date, kind, changed_at)
        values ('ALFA', '2022-06-01', 'ACTION', '2022-07-01')
        """);
    priced("2022-06-01", LONG_AGO);
    metrics("2022-06-01");
    changed("update symbol_daily_metrics set read_server = read_server + 1");
    assertThat(purge()).contains("market_data_changes,0\n");
    changed("update symbol_daily_metrics set read_server = server_identity()");
    assertThat(purge()).contains("market_data_changes,1\n");
    assertThat(logged()).containsExactly("2022-06-01");
  }

  private static void priced(String day, LocalDateTime changed) {
    changed(
        """
        insert into market_data_changes (symbol, first_date, kind, changed_at)
        values ('ALFA', '%s', 'PRICE_ARRIVED', '%s')
        """
            .formatted(day, changed));
  }

  /** As a night writes it, after it has read what is committed. */
  private static void metrics(String day) {
    changed("delete from symbol_daily_metrics where metrics_date = '%s'".formatted(day));
    changed(
        """
        insert into symbol_daily_metrics (symbol, metrics_date, data_quality_score, priced,
          full_window_90, full_window_180, unflagged_21, all_factors_fitted, read_before)
        values ('ALFA', '%s', 0, false, false, false, false, false, pg_current_xact_id())
        """
            .formatted(day));
  }

  private static void changed(String sql) {
    JdbcClient.create(POSTGRES.dataSource()).sql(sql).update();
  }

  private static List<String> logged() {
    return JdbcClient.create(POSTGRES.dataSource())
        .sql("select first_date::text from market_data_changes")
        .query(String.class)
        .list();
  }

  @Test
  void less_than_a_day_is_usage() {
    assertThat(execute("--older-than", "23h")).isEqualTo(2);
    assertThat(err.toString()).contains("400d");
  }

  private static RunRequest night(int dayOfJune) {
    return new RunRequest(LocalDate.of(2022, 6, dayOfJune), "all", 1, Source.CRON);
  }

  private String purge(String... more) {
    String[] words = new String[4 + more.length];
    System.arraycopy(new String[] {"--older-than", "400d", "-o", "csv"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    assertThat(execute(words)).as(err.toString()).isZero();
    return out.toString();
  }

  private int execute(String... words) {
    out.getBuffer().setLength(0);
    return CommandLauncher.prepared(
            new CommandLine(
                new PurgeCommand(
                    new ProcessContext(POSTGRES.environment(), NOW),
                    JOB,
                    new PurgedTables(JOB_TABLES, List.of(LOG)))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private static List<RunSummary> history() {
    return new JobHistoryStore(POSTGRES.dataSource())
        .newest(List.of(JOB), new HistoryFilter(null, null, null, null), 100);
  }

  private static List<String> left() {
    return history().stream()
        .map(run -> run.target().date() + " " + run.execution().status())
        .sorted()
        .toList();
  }

  private static long rowsOf(String table, long execution) {
    return JdbcClient.create(POSTGRES.dataSource())
        .sql("select count(*) from " + table + " where job_execution_id = :execution")
        .param("execution", execution)
        .query(Long.class)
        .single();
  }
}
