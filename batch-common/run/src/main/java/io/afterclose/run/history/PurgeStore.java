package io.afterclose.run.history;

import io.afterclose.run.name.JobName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes old job instances with all that is recorded of their executions. The rows that they wrote
 * for symbols and portfolios stay, save the quarantine, which belongs to the run that filled it.
 */
public final class PurgeStore {

  /**
   * An instance is old when all its executions ended before the cut. It stays when it is at work,
   * when it is the latest completed night of its scope, and when an older date of the scope stays
   * completed: a gap among the completed dates would be run again as a missed night.
   */
  private static final String OLD =
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
      )
      select o.job_instance_id from instance o
      where o.ended and (o.completed or not :keepFailed)
        and not exists (
          select from job_runs r
          where r.job_name = :job and r.target_date = o.target_date and r.scope = o.scope
            and r.ended_at is null)
        and not (o.completed and not exists (
          select from instance l
          where l.scope = o.scope and l.completed
            and (l.target_date, l.completed_by) > (o.target_date, o.completed_by)))
        and not (o.completed and exists (
          select from instance s
          where s.scope = o.scope and s.completed and s.target_date < o.target_date
            and (not s.ended or exists (
              select from job_runs r
              where r.job_name = :job and r.target_date = s.target_date and r.scope = s.scope
                and r.ended_at is null))))
      """;

  private static final String ALL_OLD = OLD + "order by o.target_date, o.job_instance_id";

  /**
   * Starts that led to no execution that is recorded: refused, or dead before they could tell. They
   * belong to no instance, and none of them completed anything.
   */
  private static final String STARTS =
      "from job_runs where job_name = :job and ended_at < :cut and job_execution_id is null";

  private static final String SOME_STARTS =
      "run_id in (select run_id " + STARTS + " order by run_id limit :most)";

  private static final String STILL_OLD = OLD + "and o.job_instance_id = any (:instances)";

  /** A restart meanwhile needs the instance's row, so that it waits, or is seen by what follows. */
  private static final String LOCK =
      """
      select job_instance_id from batch_job_instance
      where job_instance_id = any (:instances)
      for update skip locked
      """;

  private static final String OF_EXECUTIONS =
      "job_execution_id in (select job_execution_id from batch_job_execution"
          + " where job_instance_id = any (:instances))";

  private static final String OF_STEPS =
      "step_execution_id in (select step_execution_id from batch_step_execution where "
          + OF_EXECUTIONS
          + ")";

  /** In the order in which they can go: who refers to others first. */
  private static final Map<String, String> TABLES = tables();

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public PurgeStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** How many old starts without an execution there are. */
  public long countStarts(JobName job, Instant cut) {
    return starts("select count(*) " + STARTS, job, cut).query(Long.class).single();
  }

  /** Removes some old starts without an execution; how many. */
  public long removeStarts(JobName job, Instant cut, int most) {
    return starts("delete from job_runs where " + SOME_STARTS, job, cut)
        .param("most", most)
        .update();
  }

  private JdbcClient.StatementSpec starts(String sql, JobName job, Instant cut) {
    return jdbc.sql(sql)
        .param("job", job.text())
        .param("cut", LocalDateTime.ofInstant(cut, ZoneOffset.UTC).atOffset(ZoneOffset.UTC));
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("market_data_quarantine", OF_EXECUTIONS);
    tables.put("run_item_failures", OF_EXECUTIONS);
    tables.put("job_runs", OF_EXECUTIONS);
    tables.put("batch_step_execution_context", OF_STEPS);
    tables.put("batch_step_execution", OF_EXECUTIONS);
    tables.put("batch_job_execution_context", OF_EXECUTIONS);
    tables.put("batch_job_execution_params", OF_EXECUTIONS);
    tables.put("batch_job_execution", "job_instance_id = any (:instances)");
    tables.put("symbol_batch_universe", "job_instance_id = any (:instances)");
    tables.put("batch_job_instance", "job_instance_id = any (:instances)");
    return tables;
  }

  /**
   * The keys of the instances that may go, oldest date first, so that a purge cut short leaves no
   * gap.
   */
  public List<Long> old(JobName job, Instant cut, boolean keepFailed) {
    return ofOld(ALL_OLD, job, cut, keepFailed).query(Long.class).list();
  }

  /** How many rows of each table belong to these instances. */
  public Map<String, Long> count(List<Long> instances) {
    Map<String, Long> rows = new LinkedHashMap<>();
    TABLES.forEach(
        (table, which) ->
            rows.put(
                table,
                jdbc.sql("select count(*) from " + table + " where " + which)
                    .param("instances", instances.toArray(Long[]::new))
                    .query(Long.class)
                    .single()));
    return rows;
  }

  /**
   * Removes these instances in one transaction, save those that are no longer old or are in use.
   */
  public Map<String, Long> remove(
      List<Long> instances, JobName job, Instant cut, boolean keepFailed) {
    return transaction.execute(status -> removed(locked(instances, job, cut, keepFailed)));
  }

  private List<Long> locked(List<Long> instances, JobName job, Instant cut, boolean keepFailed) {
    List<Long> held =
        jdbc.sql(LOCK).param("instances", instances.toArray(Long[]::new)).query(Long.class).list();
    return ofOld(STILL_OLD, job, cut, keepFailed)
        .param("instances", held.toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  private Map<String, Long> removed(List<Long> instances) {
    Map<String, Long> rows = new LinkedHashMap<>();
    TABLES.forEach(
        (table, which) ->
            rows.put(
                table,
                (long)
                    jdbc.sql("delete from " + table + " where " + which)
                        .param("instances", instances.toArray(Long[]::new))
                        .update()));
    return rows;
  }

  private JdbcClient.StatementSpec ofOld(String sql, JobName job, Instant cut, boolean keepFailed) {
    return jdbc.sql(sql)
        .param("job", job.text())
        .param("cut", LocalDateTime.ofInstant(cut, ZoneOffset.UTC))
        .param("keepFailed", keepFailed);
  }
}
