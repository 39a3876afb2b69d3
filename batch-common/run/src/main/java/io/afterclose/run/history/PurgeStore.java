package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes old job instances with all that is recorded of their executions, and the rows of the
 * tables that the job names as the runs' own. What runs wrote for symbols and portfolios stays.
 */
public final class PurgeStore {

  /**
   * An instance is old when all its executions ended before the cut. It stays when it is active,
   * when it is the latest completed run of its scope, and when an older date of the scope stays
   * completed: a gap among the completed dates would be run again as missed dates.
   */
  private static final String ALL_OLD =
      """
      with instance as (
        select i.job_instance_id,
          max(p.parameter_value) filter (where p.parameter_name = 'targetDate')::date as target_date,
          max(p.parameter_value) filter (where p.parameter_name = 'scope') as scope,
          coalesce(bool_and(e.end_time is not null and e.end_time < :cut), false) as ended,
          coalesce(bool_or(e.status = 'COMPLETED'), false) as completed,
          max(e.job_execution_id) filter (where e.status = 'COMPLETED') as completed_by
        from batch_job_instance i
        join batch_job_execution e on e.job_instance_id = i.job_instance_id
        left join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        where i.job_name = :job
        group by i.job_instance_id
      ), at_work as (
        select distinct target_date, scope from job_runs
        where job_name = :job and ended_at is null
      ), judged as (
        select i.*, w.target_date is not null as active
        from instance i
        left join at_work w on w.target_date = i.target_date and w.scope = i.scope
      ), ranked as (
        select j.*,
          row_number() over (
            partition by scope, completed order by target_date desc, completed_by desc) as newest,
          min(target_date) filter (where completed and (not ended or active))
            over (partition by scope) as first_kept
        from judged j
      )
      select o.job_instance_id from ranked o
      where o.ended and not o.active and (o.completed or not :keepFailed)
        and not (o.completed
          and (o.target_date is null or o.scope is null or o.newest = 1
            or coalesce(o.first_kept < o.target_date, false)))
      order by o.target_date, o.job_instance_id
      """;

  /**
   * What may have changed since: a restart, or an older date that was completed lately or is at
   * work. The latest completed run of a scope only gives way to a later one.
   */
  private static final String STILL_OLD =
      """
      with instance as (
        select i.job_instance_id,
          max(p.parameter_value) filter (where p.parameter_name = 'targetDate')::date as target_date,
          max(p.parameter_value) filter (where p.parameter_name = 'scope') as scope,
          bool_and(e.end_time is not null and e.end_time < :cut) as ended,
          bool_or(e.status = 'COMPLETED') as completed
        from batch_job_instance i
        join batch_job_execution e on e.job_instance_id = i.job_instance_id
        left join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
        where i.job_name = :job and (i.job_instance_id = any (:instances)
          or i.job_instance_id in (
            select job_instance_id from batch_job_execution
            where end_time is null or end_time >= :cut))
        group by i.job_instance_id
      )
      select o.job_instance_id from instance o
      where o.job_instance_id = any (:instances) and o.ended and (o.completed or not :keepFailed)
        and not exists (
          select from job_runs r
          where r.job_name = :job and r.ended_at is null and r.scope = o.scope
            and (r.target_date = o.target_date
              or o.completed and r.target_date < o.target_date))
        and not (o.completed and exists (
          select from instance s
          where s.scope = o.scope and s.completed and not s.ended
            and s.target_date < o.target_date))
      """;

  /** How many rows of a table each instance has; few tables have more than some for each. */
  private static final String ROWS_OF_EXECUTIONS =
      """
      select e.job_instance_id, count(*) as rows
      from batch_job_execution e
      join %s t on t.job_execution_id = e.job_execution_id
      where e.job_instance_id = any (:instances)
      group by e.job_instance_id
      """;

  private static final String ROWS_OF_INSTANCES =
      """
      select t.job_instance_id, count(*) as rows from %s t
      where t.job_instance_id = any (:instances)
      group by t.job_instance_id
      """;

  /**
   * Starts that led to no recorded execution: refused, or dead before they recorded one. They
   * belong to no instance, and none of them completed anything.
   */
  private static final String COUNT_STARTS =
      """
      select count(*) from job_runs
      where job_name = :job and ended_at < :cut and job_execution_id is null
      """;

  private static final String REMOVE_STARTS =
      """
      delete from job_runs where run_id in (
        select run_id from job_runs
        where job_name = :job and ended_at < :cut and job_execution_id is null
        order by run_id
        limit :limit)
      """;

  private static final String COUNT_READ = "select count(*) from %s where changed_at < :cut";

  private static final String FIND_READ = "select %s from %s where changed_at < :cut order by 1";

  /**
   * A run that is at work may have read the log before and come back to it, so that rows stay while
   * there is one of either job.
   */
  private static final String REMOVE_READ =
      """
      delete from %s where %s = any (:keys)
        and not exists (select from job_runs where ended_at is null)
      """;

  /** A restart meanwhile needs the instance's row, so that it waits, or is seen by what follows. */
  private static final String LOCK =
      """
      select job_instance_id from batch_job_instance
      where job_instance_id = any (:instances)
      for update skip locked
      """;

  private static final String OF_INSTANCES = "job_instance_id = any (:instances)";

  private static final String OF_EXECUTIONS =
      """
      job_execution_id in (
        select job_execution_id from batch_job_execution where job_instance_id = any (:instances))
      """;

  private static final String OF_STEPS =
      """
      step_execution_id in (
        select step_execution_id from batch_step_execution
        join batch_job_execution using (job_execution_id)
        where job_instance_id = any (:instances))
      """;

  /** In the order of removal: a table goes before those that its rows refer to. */
  private static final List<OwnedTable> OWN_TABLES =
      List.of(
          new OwnedTable("run_item_failures", OwnedTable.Key.EXECUTION),
          new OwnedTable("job_runs", OwnedTable.Key.EXECUTION),
          new OwnedTable("batch_step_execution_context", OwnedTable.Key.STEP),
          new OwnedTable("batch_step_execution", OwnedTable.Key.EXECUTION),
          new OwnedTable("batch_job_execution_context", OwnedTable.Key.EXECUTION),
          new OwnedTable("batch_job_execution_params", OwnedTable.Key.EXECUTION),
          new OwnedTable("batch_job_execution", OwnedTable.Key.INSTANCE),
          new OwnedTable("batch_job_instance", OwnedTable.Key.INSTANCE));

  private static final int MOST_INSTANCES = 200;
  private static final int MOST_CHANGES = 20_000;
  private static final long MOST_ROWS = 5_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final List<OwnedTable> tables;
  private final List<OwnedTable> longTables;

  /**
   * @param jobTables those of the job whose rows belong to its runs; they go before the engine's
   *     own
   */
  public PurgeStore(DataSource dataSource, List<OwnedTable> jobTables) {
    this.tables = Stream.concat(jobTables.stream(), OWN_TABLES.stream()).toList();
    this.longTables = Stream.concat(jobTables.stream(), OWN_TABLES.stream().limit(1)).toList();
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** How many old starts without an execution there are. */
  public long countStarts(JobName job, Instant cut) {
    return starts(COUNT_STARTS, job, cut).query(Long.class).single();
  }

  /** Removes old starts without an execution, at most so many; returns how many. */
  public long removeStarts(JobName job, Instant cut, int limit) {
    return starts(REMOVE_STARTS, job, cut).param("limit", limit).update();
  }

  /** How many old rows of a log have been read by all that depends on them. */
  public long countRead(ReadLog log, Instant cut) {
    return ofLog(COUNT_READ.formatted(log.read()), cut).query(Long.class).single();
  }

  /**
   * Removes them in bounded batches, none while a run of any job is at work; returns how many. What
   * was read once stays read, so that they are looked for once.
   */
  public long removeRead(ReadLog log, Instant cut) {
    List<Long> keys =
        ofLog(FIND_READ.formatted(log.key(), log.read()), cut).query(Long.class).list();
    String remove = REMOVE_READ.formatted(log.table(), log.key());
    long removed = 0;
    for (int from = 0; from < keys.size(); from += MOST_CHANGES) {
      List<Long> batch = keys.subList(from, Math.min(from + MOST_CHANGES, keys.size()));
      removed += jdbc.sql(remove).param("keys", batch.toArray(Long[]::new)).update();
    }
    return removed;
  }

  private JdbcClient.StatementSpec ofLog(String sql, Instant cut) {
    return jdbc.sql(sql).param("cut", cut.atOffset(ZoneOffset.UTC));
  }

  private JdbcClient.StatementSpec starts(String sql, JobName job, Instant cut) {
    return jdbc.sql(sql).param("job", job.text()).param("cut", cut.atOffset(ZoneOffset.UTC));
  }

  /**
   * The keys of the instances that may go, oldest date first, so that a purge cut short leaves no
   * gap.
   */
  public List<Long> old(JobName job, Instant cut, boolean keepFailed) {
    return ofOld(ALL_OLD, job, cut, keepFailed).query(Long.class).list();
  }

  /**
   * The instances in the same order, as many together as one transaction takes: at most 200 with at
   * most 5,000 rows in the tables that have many for each, or one alone.
   */
  public List<List<Long>> batches(List<Long> instances) {
    Map<Long, Long> rows = rowsOf(instances);
    List<List<Long>> batches = new ArrayList<>();
    List<Long> batch = new ArrayList<>();
    long weight = 0;
    for (Long instance : instances) {
      long more = rows.getOrDefault(instance, 0L);
      if (!batch.isEmpty() && (batch.size() == MOST_INSTANCES || weight + more > MOST_ROWS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        weight = 0;
      }
      batch.add(instance);
      weight += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private Map<Long, Long> rowsOf(List<Long> instances) {
    Map<Long, Long> rows = new HashMap<>();
    for (OwnedTable table : longTables) {
      String sql = table.key() == OwnedTable.Key.INSTANCE ? ROWS_OF_INSTANCES : ROWS_OF_EXECUTIONS;
      jdbc.sql(sql.formatted(table.name()))
          .param("instances", instances.toArray(Long[]::new))
          .query(
              row -> {
                rows.merge(row.getLong("job_instance_id"), row.getLong("rows"), Long::sum);
              });
    }
    return rows;
  }

  /** How many rows of each table belong to these instances. */
  public Map<String, Long> count(List<Long> instances) {
    return perTable(
        table ->
            rows("select count(*) from %s where %s", table, instances).query(Long.class).single());
  }

  /**
   * Removes these instances in one transaction, save those that are no longer old or are in use.
   */
  public Map<String, Long> remove(
      List<Long> instances, JobName job, Instant cut, boolean keepFailed) {
    return transaction.execute(status -> removed(locked(instances, job, cut, keepFailed)));
  }

  private List<Long> locked(List<Long> instances, JobName job, Instant cut, boolean keepFailed) {
    List<Long> locked =
        jdbc.sql(LOCK).param("instances", instances.toArray(Long[]::new)).query(Long.class).list();
    return ofOld(STILL_OLD, job, cut, keepFailed)
        .param("instances", locked.toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  private Map<String, Long> removed(List<Long> instances) {
    return perTable(table -> (long) rows("delete from %s where %s", table, instances).update());
  }

  private Map<String, Long> perTable(Function<OwnedTable, Long> rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    tables.forEach(table -> counts.put(table.name(), rows.apply(table)));
    return counts;
  }

  private JdbcClient.StatementSpec rows(String sql, OwnedTable table, List<Long> instances) {
    String condition =
        switch (table.key()) {
          case EXECUTION -> OF_EXECUTIONS;
          case INSTANCE -> OF_INSTANCES;
          case STEP -> OF_STEPS;
        };
    return jdbc.sql(sql.formatted(table.name(), condition))
        .param("instances", instances.toArray(Long[]::new));
  }

  private JdbcClient.StatementSpec ofOld(String sql, JobName job, Instant cut, boolean keepFailed) {
    return jdbc.sql(sql)
        .param("job", job.text())
        .param("cut", LocalDateTime.ofInstant(cut, ZoneOffset.UTC))
        .param("keepFailed", keepFailed);
  }
}
