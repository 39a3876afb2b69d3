package io.afterclose.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A job repository with 100,000 executions: the answers, and how many rows are read for them. */
final class LongHistoryTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<JobName> BOTH = Arrays.asList(JobName.values());
  private static final LocalDate OLD = LocalDate.parse("2019-03-04");

  /** The newest of the last day; by chance of a backfill older sessions come late. */
  private static final LocalDate NEW = LocalDate.parse("2026-12-29");

  /** What a look at the newest thousand executions and their parameters takes, and some more. */
  private static final int FEW_ROWS = 15_000;

  /** Ten years, 27 executions a day; one of 97 is a late one of two years before. */
  private static final String GENERATE =
      """
      create temporary table generated as
      select n, case when n % 2 = 0 then 'symbol-batch' else 'portfolio-refresh' end as job,
        date '2017-01-02' + (n * 3650 / 100000) - case when n % 97 = 0 then 700 else 0 end as day,
        case when n % 9 = 0 then 'all' else 'portfolio:P' || n % 40 end as scope,
        1 + n % 3 as revision,
        case when n % 101 = 0 then 'FAILED' when n % 103 = 0 then 'STOPPED' else 'COMPLETED' end
          as status,
        case when n % 500 = 0 then 'admin' when n % 9 = 0 then 'cron' else 'settings' end as source
      from generate_series(1, 100000) n;
      insert into batch_job_instance (job_instance_id, version, job_name, job_key)
      select n, 0, job, md5(n::text) from generated;
      insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time,
        start_time, end_time, status, exit_code, exit_message, last_updated)
      select n, 1, n, day + time '22:00', day + time '22:00', day + time '22:01', status, status, '',
        day + time '22:01'
      from generated;
      insert into batch_job_execution_params
        (job_execution_id, parameter_name, parameter_type, parameter_value, identifying)
      select g.n, v.name, v.type, v.value, v.identifying
      from generated g
      cross join lateral (values
        ('targetDate', 'java.time.LocalDate', g.day::text, 'Y'),
        ('scope', 'java.lang.String', g.scope, 'Y'),
        ('revision', 'java.lang.Long', g.revision::text, 'Y'),
        ('source', 'java.lang.String', g.source, 'N')) v (name, type, value, identifying);
      insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id,
        create_time, status, read_count, filter_count, write_count)
      select n, 1, 'prices', n, day + time '22:00', status, 7, 0, n % 50 from generated;
      insert into run_item_failures (job_execution_id, phase, item, reason, detail, failed_at)
      select n, 'prices', 'ALFA', 'NO_ANSWER', '', clock_timestamp() from generated
      where status = 'FAILED';
      """;

  /** The plainest statement for the same question: all of it is put together, then filtered. */
  private static final String PLAIN =
      """
      select job_execution_id from (
        select e.job_execution_id, e.status, i.job_name,
          max(p.parameter_value) filter (where p.parameter_name = 'targetDate')::date as target_date,
          max(p.parameter_value) filter (where p.parameter_name = 'scope') as scope,
          max(p.parameter_value) filter (where p.parameter_name = 'revision')::int as revision,
          max(p.parameter_value) filter (where p.parameter_name = 'source') as source
        from batch_job_execution e
        join batch_job_instance i on i.job_instance_id = e.job_instance_id
        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        group by e.job_execution_id, e.status, i.job_name
      ) all_of_them
      where %s
      """;

  @BeforeAll
  static void ten_years_of_both_jobs() {
    POSTGRES.reset();
    JdbcClient jdbc = JdbcClient.create(POSTGRES.dataSource());
    jdbc.sql(GENERATE).update();
    jdbc.sql("vacuum analyze").update();
  }

  /** What a read gives, and how many rows the server read for it. */
  private record Read(List<RunSummary> runs, long scanned, long lookedUp) {

    List<Long> keys() {
      return runs.stream().map(run -> run.execution().id()).toList();
    }
  }

  private static final String ROWS_READ =
      """
      select coalesce(sum(seq_tup_read), 0) as scanned, coalesce(sum(idx_tup_fetch), 0) as looked_up
      from pg_stat_xact_user_tables
      """;

  /** The server tells rows of a transaction that is under way, so the read is a part of one. */
  private static Read read(Function<JobHistoryStore, List<RunSummary>> question)
      throws SQLException {
    try (Connection connection = POSTGRES.database().openDirect()) {
      SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
      return Objects.requireNonNull(
          new TransactionTemplate(new JdbcTransactionManager(one))
              .execute(
                  inside -> {
                    List<Long> before = rows(one);
                    List<RunSummary> runs = question.apply(new JobHistoryStore(one));
                    List<Long> after = rows(one);
                    return new Read(
                        runs, after.get(0) - before.get(0), after.get(1) - before.get(1));
                  }));
    }
  }

  private static List<Long> rows(SingleConnectionDataSource connection) {
    return JdbcClient.create(connection)
        .sql(ROWS_READ)
        .query((row, number) -> List.of(row.getLong("scanned"), row.getLong("looked_up")))
        .single();
  }

  private static List<Long> plain(String condition) {
    return JdbcClient.create(POSTGRES.dataSource())
        .sql(PLAIN.formatted(condition))
        .query(Long.class)
        .list();
  }

  private static void assertFew(Read read, String question) {
    assertThat(read.scanned()).as("rows read by scans: " + question).isZero();
    assertThat(read.lookedUp()).as("rows looked up: " + question).isLessThan(FEW_ROWS);
  }

  /** A question, and the condition of the plain statement. */
  private record Question(HistoryFilter filter, String condition) {}

  private static Question question(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable BatchStatus status,
      @Nullable Source source) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (from != null) {
      conditions.add("target_date >= '" + from + "'");
    }
    if (to != null) {
      conditions.add("target_date <= '" + to + "'");
    }
    if (status != null) {
      conditions.add("status = '" + status + "'");
    }
    if (source != null) {
      conditions.add("source = '" + source.text() + "'");
    }
    return new Question(
        new HistoryFilter(from, to, status, source), String.join(" and ", conditions));
  }

  private static final List<Question> QUESTIONS =
      List.of(
          question(null, null, null, null),
          question(NEW.minusDays(5), null, null, null),
          question(NEW.minusYears(2), null, null, null),
          question(null, OLD, null, null),
          question(OLD, OLD.plusDays(20), null, null),
          question(OLD, OLD, null, null),
          question(null, null, BatchStatus.FAILED, null),
          question(null, null, BatchStatus.ABANDONED, null),
          question(null, null, null, Source.ADMIN),
          question(null, null, null, Source.CRON),
          question(OLD, OLD.plusDays(20), BatchStatus.FAILED, Source.SETTINGS));

  @Test
  void a_page_is_read_by_look_ups_and_is_what_the_plain_statement_gives() throws SQLException {
    for (Question question : QUESTIONS) {
      List<Long> all = plain(question.condition() + " order by job_execution_id desc");
      Read first = read(history -> history.newest(BOTH, question.filter(), 30));
      assertThat(first.keys())
          .as(question.condition())
          .isEqualTo(all.subList(0, Math.min(30, all.size())));
      assertFew(first, question.condition());
    }
  }

  @Test
  void a_late_page_costs_what_the_first_one_does() throws SQLException {
    HistoryFilter every = new HistoryFilter(null, null, null, null);
    for (JobName job : JobName.values()) {
      List<Long> all = plain("job_name = '" + job.text() + "' order by job_execution_id desc");
      Read late = read(history -> history.newest(List.of(job), every, all.get(40_000), 30));
      assertThat(late.keys()).isEqualTo(all.subList(40_001, 40_031));
      assertFew(late, job.text());
    }
  }

  @Test
  void the_latest_of_a_date_is_looked_up() throws SQLException {
    for (LocalDate date : List.of(OLD, NEW, NEW.plusYears(1))) {
      for (JobName job : JobName.values()) {
        for (String scope : List.of("all", "portfolio:P7", "portfolio:NOSUCH")) {
          Read latest = read(history -> history.latest(job, date, scope).stream().toList());
          assertThat(latest.keys())
              .isEqualTo(
                  plain(
                      "job_name = '%s' and target_date = '%s' and scope = '%s'"
                              .formatted(job.text(), date, scope)
                          + " order by revision desc, job_execution_id desc limit 1"));
          assertFew(latest, date + " " + scope);
        }
      }
    }
  }

  @Test
  void the_executions_of_a_date_are_looked_up() throws SQLException {
    for (JobName job : JobName.values()) {
      Read ofDate = read(history -> history.ofDate(job, OLD));
      assertThat(ofDate.keys())
          .isNotEmpty()
          .isEqualTo(
              plain(
                  "job_name = '%s' and target_date = '%s' order by job_execution_id"
                      .formatted(job.text(), OLD)));
      assertFew(ofDate, job.text());
      assertThat(ofDate.runs())
          .allSatisfy(
              run -> {
                assertThat(run.target().date()).isEqualTo(OLD);
                assertThat(run.items().written()).isEqualTo(run.execution().id() % 50);
                assertThat(run.items().failed())
                    .isEqualTo(run.execution().status() == BatchStatus.FAILED ? 1 : 0);
              });
    }
  }

  @Test
  void a_scope_as_long_as_a_parameter_may_be_is_recorded() {
    String longest = "portfolio:" + "\u00fc\u4e2d".repeat(1_200);
    JdbcClient jdbc = JdbcClient.create(POSTGRES.dataSource());
    jdbc.sql(
            "update batch_job_execution_params set parameter_value = :scope"
                + " where job_execution_id = 5 and parameter_name = 'scope'")
        .param("scope", longest)
        .update();
    RunSummary first =
        new JobHistoryStore(POSTGRES.dataSource())
            .newest(BOTH, new HistoryFilter(null, null, null, null), 6, 1)
            .get(0);
    assertThat(first.target().scope()).isEqualTo(longest);
  }
}
