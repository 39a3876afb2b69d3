package io.afterclose.run.history;

import io.afterclose.run.JobName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the job repository: what ran, for which date, and how it ended. */
public final class JobHistoryStore {

  /** Steps of partitions carry a colon in their name; their counts are in their manager's too. */
  private static final String EXECUTIONS =
      """
      select * from (
        select
          i.job_name,
          i.job_instance_id,
          e.job_execution_id,
          max(p.parameter_value) filter (where p.parameter_name = 'targetDate')::date as target_date,
          max(p.parameter_value) filter (where p.parameter_name = 'scope') as scope,
          max(p.parameter_value) filter (where p.parameter_name = 'revision')::int as revision,
          coalesce(max(p.parameter_value) filter (where p.parameter_name = 'source'), '') as source,
          e.status,
          coalesce(e.exit_message, '') as exit_message,
          e.start_time,
          e.end_time,
          (select coalesce(sum(s.write_count), 0) from batch_step_execution s
            where s.job_execution_id = e.job_execution_id
            and position(':' in s.step_name) = 0) as items
        from batch_job_execution e
        join batch_job_instance i on i.job_instance_id = e.job_instance_id
        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        where i.job_name = :job
        group by i.job_name, i.job_instance_id, e.job_execution_id
      ) executions
      """;

  private static final String NEWEST_FIRST =
      EXECUTIONS + "order by job_execution_id desc limit :limit";

  private static final String LATEST =
      EXECUTIONS
          + """
          where target_date = :date and scope = :scope
          order by revision desc, job_execution_id desc
          limit 1
          """;

  private static final String OF_DATE =
      EXECUTIONS + "where target_date = :date order by job_execution_id";

  private static final String COMPLETED_DATES =
      EXECUTIONS + "where scope = :scope and status = 'COMPLETED'";

  private final JdbcClient jdbc;

  public JobHistoryStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The newest executions of a job, newest first. */
  public List<RunSummary> newest(JobName job, int limit) {
    return jdbc.sql(NEWEST_FIRST)
        .param("job", job.text())
        .param("limit", limit)
        .query(JobHistoryStore::summary)
        .list();
  }

  /** The last execution of the latest revision for a date and scope. */
  public Optional<RunSummary> latest(JobName job, LocalDate date, String scope) {
    return jdbc.sql(LATEST)
        .param("job", job.text())
        .param("date", date)
        .param("scope", scope)
        .query(JobHistoryStore::summary)
        .optional();
  }

  /** All executions for a date, of any scope, oldest first. */
  public List<RunSummary> ofDate(JobName job, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("job", job.text())
        .param("date", date)
        .query(JobHistoryStore::summary)
        .list();
  }

  /** The dates for which a scope has a COMPLETED execution. */
  public SortedSet<LocalDate> completedDates(JobName job, String scope) {
    return new TreeSet<>(
        jdbc
            .sql(COMPLETED_DATES)
            .param("job", job.text())
            .param("scope", scope)
            .query(JobHistoryStore::summary)
            .list()
            .stream()
            .map(RunSummary::targetDate)
            .toList());
  }

  private static RunSummary summary(ResultSet row, int number) throws SQLException {
    return new RunSummary(
        row.getString("job_name"),
        row.getObject("target_date", LocalDate.class),
        row.getString("scope"),
        row.getInt("revision"),
        row.getLong("job_execution_id"),
        row.getLong("job_instance_id"),
        BatchStatus.valueOf(row.getString("status")),
        row.getString("exit_message"),
        dateTime(row.getTimestamp("start_time")),
        dateTime(row.getTimestamp("end_time")),
        row.getLong("items"),
        row.getString("source"));
  }

  private static @Nullable LocalDateTime dateTime(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toLocalDateTime();
  }
}
