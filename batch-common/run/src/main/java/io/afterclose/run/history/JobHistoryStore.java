package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
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
      with executions as (
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
            and position(':' in s.step_name) = 0) as items,
          (select count(*) from run_item_failures f
            where f.job_execution_id = e.job_execution_id) as failed,
          coalesce(max(p.parameter_value) filter (where p.parameter_name = 'reason'), '') as reason
        from batch_job_execution e
        join batch_job_instance i on i.job_instance_id = e.job_instance_id
        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        where i.job_name = any (:jobs)
        group by i.job_name, i.job_instance_id, e.job_execution_id
      )
      select job_name, job_instance_id, job_execution_id, target_date, scope, revision, source, status,
        exit_message, start_time, end_time, items, failed, reason
      from executions
      """;

  private static final String NEWEST_FIRST =
      """
      %s
      where (cast(:from as date) is null or target_date >= :from)
        and (cast(:to as date) is null or target_date <= :to)
        and (cast(:status as varchar) is null or status = :status)
        and (cast(:source as varchar) is null or source = :source)
      order by job_execution_id desc
      limit :limit
      """
          .formatted(EXECUTIONS);

  private static final String LATEST =
      """
      %s
      where target_date = :date and scope = :scope
      order by revision desc, job_execution_id desc
      limit 1
      """
          .formatted(EXECUTIONS);

  private static final String OF_DATE =
      """
      %s
      where target_date = :date
      order by job_execution_id
      """
          .formatted(EXECUTIONS);

  private static final String COMPLETED_DATES =
      """
      %s
      where scope = :scope and status = 'COMPLETED'
      """
          .formatted(EXECUTIONS);

  private static final String RECORDED =
      """
      select exists (
        select from batch_job_instance i
        join batch_job_execution e on e.job_instance_id = i.job_instance_id
        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        where i.job_name = :job and p.parameter_name = 'scope' and p.parameter_value = :scope)
      """;

  /**
   * Partitions count as one phase, under the name before the colon; their manager, if it has
   * another name, is a phase of its own whose counts come at its end.
   */
  private static final String PHASES =
      """
      select
        split_part(step_name, ':', 1) as phase,
        case
          when bool_or(end_time is null) then 'STARTED'
          when bool_or(status = 'FAILED') then 'FAILED'
          when bool_or(status = 'STOPPED') then 'STOPPED'
          else max(status)
        end as status,
        min(start_time) as start_time,
        case when bool_and(end_time is not null) then max(end_time) end as end_time,
        greatest(coalesce(sum(read_count) filter (where not partition), 0),
          coalesce(sum(read_count) filter (where partition), 0)) as read,
        greatest(coalesce(sum(filter_count) filter (where not partition), 0),
          coalesce(sum(filter_count) filter (where partition), 0)) as filtered,
        greatest(coalesce(sum(write_count) filter (where not partition), 0),
          coalesce(sum(write_count) filter (where partition), 0)) as written,
        coalesce(max(exit_message) filter (where not partition), '') as exit_message
      from (
        select step_execution_id, step_name, status, start_time, end_time, read_count, filter_count,
          write_count, exit_message, position(':' in step_name) > 0 as partition
        from batch_step_execution where job_execution_id = :execution
      ) steps
      group by split_part(step_name, ':', 1)
      order by min(step_execution_id)
      """;

  private static final String PARAMETERS =
      """
      select parameter_name, parameter_value, identifying = 'Y' as identifying
      from batch_job_execution_params where job_execution_id = :execution
      order by identifying = 'Y' desc, parameter_name
      """;

  private final JdbcClient jdbc;

  public JobHistoryStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The newest executions of some jobs that a filter lets through, newest first. */
  public List<RunSummary> newest(Collection<JobName> jobs, HistoryFilter filter, int limit) {
    return jdbc.sql(NEWEST_FIRST)
        .param("jobs", texts(jobs))
        .param("from", filter.from())
        .param("to", filter.to())
        .param("status", filter.status() == null ? null : filter.status().name())
        .param("source", filter.source() == null ? null : filter.source().text())
        .param("limit", limit)
        .query(JobHistoryStore::summary)
        .list();
  }

  /** The last execution of the latest revision for a date and scope. */
  public Optional<RunSummary> latest(JobName job, LocalDate date, String scope) {
    return jdbc.sql(LATEST)
        .param("jobs", texts(List.of(job)))
        .param("date", date)
        .param("scope", scope)
        .query(JobHistoryStore::summary)
        .optional();
  }

  /** All executions for a date, of any scope, oldest first. */
  public List<RunSummary> ofDate(JobName job, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("jobs", texts(List.of(job)))
        .param("date", date)
        .query(JobHistoryStore::summary)
        .list();
  }

  /** Whether a job was ever executed with a scope. */
  public boolean recorded(JobName job, String scope) {
    return jdbc.sql(RECORDED)
        .param("job", job.text())
        .param("scope", scope)
        .query(Boolean.class)
        .single();
  }

  /** The phases of an execution that have begun, in their order. */
  public List<StepRecord> phases(long execution) {
    return jdbc.sql(PHASES)
        .param("execution", execution)
        .query(
            (row, number) ->
                new StepRecord(
                    row.getString("phase"),
                    BatchStatus.valueOf(row.getString("status")),
                    dateTime(row.getTimestamp("start_time")),
                    dateTime(row.getTimestamp("end_time")),
                    row.getLong("read"),
                    row.getLong("filtered"),
                    row.getLong("written"),
                    row.getString("exit_message")))
        .list();
  }

  /** The parameters of an execution, the identifying ones first. */
  public List<ParameterRow> parameters(long execution) {
    return jdbc.sql(PARAMETERS)
        .param("execution", execution)
        .query(
            (row, number) ->
                new ParameterRow(
                    row.getString("parameter_name"),
                    row.getString("parameter_value"),
                    row.getBoolean("identifying")))
        .list();
  }

  /** The dates for which a scope has a COMPLETED execution. */
  public SortedSet<LocalDate> completedDates(JobName job, String scope) {
    return new TreeSet<>(
        jdbc
            .sql(COMPLETED_DATES)
            .param("jobs", texts(List.of(job)))
            .param("scope", scope)
            .query(JobHistoryStore::summary)
            .list()
            .stream()
            .map(run -> run.target().date())
            .toList());
  }

  private static String[] texts(Collection<JobName> jobs) {
    return jobs.stream().map(JobName::text).toArray(String[]::new);
  }

  private static RunSummary summary(ResultSet row, int number) throws SQLException {
    return new RunSummary(
        new RunSummary.Target(
            row.getString("job_name"),
            row.getObject("target_date", LocalDate.class),
            row.getString("scope"),
            row.getInt("revision")),
        new RunSummary.Trigger(row.getString("source"), row.getString("reason")),
        new RunSummary.Execution(
            row.getLong("job_execution_id"),
            row.getLong("job_instance_id"),
            BatchStatus.valueOf(row.getString("status")),
            row.getString("exit_message"),
            dateTime(row.getTimestamp("start_time")),
            dateTime(row.getTimestamp("end_time"))),
        new RunSummary.Items(row.getLong("items"), row.getLong("failed")));
  }

  private static @Nullable LocalDateTime dateTime(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toLocalDateTime();
  }
}
