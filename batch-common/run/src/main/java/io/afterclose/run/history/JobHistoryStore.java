package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the job repository: what ran, for which date, and how it ended. */
public final class JobHistoryStore {

  /**
   * What is known of some executions, which are chosen first: to count the items of all of them
   * would take as long as the history is. Steps of partitions carry a colon in their name; their
   * counts are in their manager's too.
   */
  private static final String SUMMARIES =
      """
      select
        i.job_name,
        i.job_instance_id,
        e.job_execution_id,
        p.target_date,
        p.scope,
        p.revision,
        p.source,
        e.status,
        coalesce(e.exit_message, '') as exit_message,
        e.start_time,
        e.end_time,
        (select coalesce(sum(s.write_count), 0) from batch_step_execution s
          where s.job_execution_id = e.job_execution_id
          and position(':' in s.step_name) = 0) as items,
        (select count(*) from run_item_failures f
          where f.job_execution_id = e.job_execution_id) as failed,
        p.reason
      from (%s) chosen
      join batch_job_execution e on e.job_execution_id = chosen.job_execution_id
      join batch_job_instance i on i.job_instance_id = e.job_instance_id
      cross join lateral (
        select
          max(parameter_value) filter (where parameter_name = 'targetDate')::date as target_date,
          max(parameter_value) filter (where parameter_name = 'scope') as scope,
          max(parameter_value) filter (where parameter_name = 'revision')::int as revision,
          coalesce(max(parameter_value) filter (where parameter_name = 'source'), '') as source,
          coalesce(max(parameter_value) filter (where parameter_name = 'reason'), '') as reason
        from batch_job_execution_params where job_execution_id = e.job_execution_id
      ) p
      """;

  /**
   * The executions of a walk from the newest to the oldest that a filter lets through; the walk
   * ends as soon as there are enough. One that lost all its parameters is of no date and left out.
   */
  private static final String CHOSEN_NEWEST =
      """
      select w.job_execution_id
      from (%s) w
      where (
          select i.job_name from batch_job_execution e
          join batch_job_instance i on i.job_instance_id = e.job_instance_id
          where e.job_execution_id = w.job_execution_id) = any (:jobs)
        and exists (
          select from batch_job_execution_params p where p.job_execution_id = w.job_execution_id)
        %s
      order by w.job_execution_id desc
      limit :limit
      """;

  private static final String WALK_NEWEST =
      """
      select job_execution_id from batch_job_execution
      where job_execution_id < :before
      order by job_execution_id desc limit 1000
      """;

  private static final String WALK_STATUS =
      """
      select job_execution_id from batch_job_execution
      where status = :status and job_execution_id < :before
      order by job_execution_id desc offset 0
      """;

  /**
   * A date is a text of ten characters, in the order of time whatever the database's collation; it
   * is compared as the index on it has it.
   */
  private static final String WALK_DATES =
      """
      select job_execution_id from batch_job_execution_params
      where parameter_name = 'targetDate' and parameter_value collate "C" between :from and :to
        and job_execution_id < :before
      order by job_execution_id desc offset 0
      """;

  private static final String WALK_SOURCE =
      """
      select job_execution_id from batch_job_execution_params
      where parameter_name = 'source' and parameter_value collate "C" = :source
        and job_execution_id < :before
      order by job_execution_id desc offset 0
      """;

  private static final String WALK_JOBS =
      """
      select e.job_execution_id
      from batch_job_instance i
      join batch_job_execution e on e.job_instance_id = i.job_instance_id
      where i.job_name = any (:jobs) and e.job_execution_id < :before
      order by e.job_execution_id desc offset 0
      """;

  private static final String OF_STATUS =
      """
      and (
        select e.status from batch_job_execution e
        where e.job_execution_id = w.job_execution_id) = :status
      """;

  private static final String OF_DATES =
      """
      and (
        select max(p.parameter_value collate "C") from batch_job_execution_params p
        where p.job_execution_id = w.job_execution_id and p.parameter_name = 'targetDate')
        between :from and :to
      """;

  private static final String OF_SOURCE =
      """
      and (
        select max(p.parameter_value collate "C") from batch_job_execution_params p
        where p.job_execution_id = w.job_execution_id and p.parameter_name = 'source') = :source
      """;

  /** The planner takes a walk that ends early for a long one, and would prepare for that. */
  private static final String PLANNED_PLAINLY =
      """
      select set_config('max_parallel_workers_per_gather', '0', true),
        set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)
      """;

  /** A larger one is not to be found among the newest thousand. */
  private static final int LARGEST_PAGE = 500;

  private static final String FIRST_DAY = "0000-01-01";
  private static final String LAST_DAY = "9999-12-31";

  private static final String NEWEST_FIRST = "order by e.job_execution_id desc";

  /** Of the executions of a date and scope the first one says whether the date is complete. */
  private static final String LATEST_FIRST =
      "cast(r.parameter_value as integer) desc, e.job_execution_id desc";

  private static final String LATEST =
      SUMMARIES.formatted(
          """
          select e.job_execution_id
          from batch_job_execution_params d
          join batch_job_execution e on e.job_execution_id = d.job_execution_id
          join batch_job_instance i on i.job_instance_id = e.job_instance_id
          join batch_job_execution_params c on c.job_execution_id = e.job_execution_id
            and c.parameter_name = 'scope'
          left join batch_job_execution_params r on r.job_execution_id = e.job_execution_id
            and r.parameter_name = 'revision'
          where d.parameter_name = 'targetDate' and d.parameter_value collate "C" = :date
            and i.job_name = :job and c.parameter_value = :scope
          order by %s
          limit 1
          """
              .formatted(LATEST_FIRST));

  private static final String LATEST_BY_DATE =
      """
      select distinct on (d.parameter_value) d.parameter_value::date as target_date, e.status
      from batch_job_instance i
      join batch_job_execution e on e.job_instance_id = i.job_instance_id
      join batch_job_execution_params c on c.job_execution_id = e.job_execution_id
        and c.parameter_name = 'scope' and c.parameter_value = :scope
      join batch_job_execution_params d on d.job_execution_id = e.job_execution_id
        and d.parameter_name = 'targetDate'
      left join batch_job_execution_params r on r.job_execution_id = e.job_execution_id
        and r.parameter_name = 'revision'
      where i.job_name = :job
      order by d.parameter_value, %s
      """
          .formatted(LATEST_FIRST);

  private static final String OF_DATE =
      SUMMARIES.formatted(
              """
              select e.job_execution_id
              from batch_job_execution_params d
              join batch_job_execution e on e.job_execution_id = d.job_execution_id
              join batch_job_instance i on i.job_instance_id = e.job_instance_id
              where d.parameter_name = 'targetDate' and d.parameter_value collate "C" = :date
                and i.job_name = :job
              """)
          + "order by e.job_execution_id";

  private static final String COMPLETED_DATES =
      """
      select distinct cast(d.parameter_value as date) as target_date
      from batch_job_instance i
      join batch_job_execution e on e.job_instance_id = i.job_instance_id
      join batch_job_execution_params d on d.job_execution_id = e.job_execution_id
        and d.parameter_name = 'targetDate'
      join batch_job_execution_params c on c.job_execution_id = e.job_execution_id
        and c.parameter_name = 'scope'
      where i.job_name = :job and c.parameter_value = :scope and e.status = 'COMPLETED'
      """;

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
  private final TransactionTemplate transaction;

  public JobHistoryStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** The newest executions of some jobs that a filter lets through, newest first. */
  public List<RunSummary> newest(Collection<JobName> jobs, HistoryFilter filter, int limit) {
    return newest(jobs, filter, Long.MAX_VALUE, limit);
  }

  /**
   * The same among those before an execution, so that a page goes on where the last one ended.
   *
   * @param before the key of the last execution of the page before
   */
  public List<RunSummary> newest(
      Collection<JobName> jobs, HistoryFilter filter, long before, int limit) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql(PLANNED_PLAINLY).query().singleRow();
              return page(jobs, filter, before, limit);
            }));
  }

  /**
   * Most pages are among the newest executions, however many there are: those are looked at first
   * where all that the filter leaves would have to be sorted.
   */
  private List<RunSummary> page(
      Collection<JobName> jobs, HistoryFilter filter, long before, int limit) {
    Walk walk = Walk.of(filter);
    if (walk.sorted() && limit <= LARGEST_PAGE) {
      List<RunSummary> near = found(WALK_NEWEST, jobs, filter, before, limit);
      if (near.size() == limit) {
        return near;
      }
    }
    return found(walk.sql(), jobs, filter, before, limit);
  }

  /**
   * A way from the newest execution to the oldest.
   *
   * @param sorted whether no index has that order
   */
  private record Walk(String sql, boolean sorted) {

    /** By what the filter leaves the fewest; most executions are complete. */
    static Walk of(HistoryFilter filter) {
      if (filter.status() != null && filter.status() != BatchStatus.COMPLETED) {
        return new Walk(WALK_STATUS, false);
      }
      if (filter.from() != null || filter.to() != null) {
        return new Walk(WALK_DATES, true);
      }
      return filter.source() == null ? new Walk(WALK_JOBS, true) : new Walk(WALK_SOURCE, false);
    }
  }

  private List<RunSummary> found(
      String walk, Collection<JobName> jobs, HistoryFilter filter, long before, int limit) {
    StringBuilder conditions = new StringBuilder();
    Map<String, Object> values = new HashMap<>();
    if (filter.from() != null || filter.to() != null) {
      conditions.append(OF_DATES);
      values.put("from", filter.from() == null ? FIRST_DAY : filter.from().toString());
      values.put("to", filter.to() == null ? LAST_DAY : filter.to().toString());
    }
    if (filter.status() != null) {
      conditions.append(OF_STATUS);
      values.put("status", filter.status().name());
    }
    if (filter.source() != null) {
      conditions.append(OF_SOURCE);
      values.put("source", filter.source().text());
    }
    return jdbc.sql(SUMMARIES.formatted(CHOSEN_NEWEST.formatted(walk, conditions)) + NEWEST_FIRST)
        .param("jobs", texts(jobs))
        .param("before", before)
        .param("limit", limit)
        .params(values)
        .query(JobHistoryStore::summary)
        .list();
  }

  /** The last execution of the latest revision for a date and scope. */
  public Optional<RunSummary> latest(JobName job, LocalDate date, String scope) {
    return jdbc.sql(LATEST)
        .param("job", job.text())
        .param("date", date.toString())
        .param("scope", scope)
        .query(JobHistoryStore::summary)
        .optional();
  }

  /**
   * How the last execution of the latest revision of each date ended, as {@link #latest} finds it
   * for one date.
   */
  public NavigableMap<LocalDate, BatchStatus> latestByDate(JobName job, String scope) {
    NavigableMap<LocalDate, BatchStatus> latest = new TreeMap<>();
    jdbc.sql(LATEST_BY_DATE)
        .param("job", job.text())
        .param("scope", scope)
        .query(
            row -> {
              latest.put(
                  row.getObject("target_date", LocalDate.class),
                  BatchStatus.valueOf(row.getString("status")));
            });
    return latest;
  }

  /** All executions for a date, of any scope, oldest first. */
  public List<RunSummary> ofDate(JobName job, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("job", job.text())
        .param("date", date.toString())
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
        jdbc.sql(COMPLETED_DATES)
            .param("job", job.text())
            .param("scope", scope)
            .query((row, number) -> row.getObject("target_date", LocalDate.class))
            .list());
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
