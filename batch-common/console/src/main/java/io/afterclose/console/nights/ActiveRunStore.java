package io.afterclose.console.nights;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.run.history.StepRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the active runs with their locks and phases, all in one statement. */
final class ActiveRunStore {

  /** The number that {@code RunKey.advisoryKey} gives: eight bytes of the hash of its text. */
  private static final String KEY =
      """
      (('x' || encode(substring(sha256(convert_to(
        r.job_name || '/' || r.target_date || '/' || r.scope, 'UTF8')) from 1 for 8), 'hex'))
        ::bit(64)::bigint)""";

  /** A key of 64 bits shows as its two halves, with 1 as the third number. */
  private static final String LOCKED =
      """
      exists (select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32) | objid::bigint = %s)
      """
          .formatted(AdvisoryLock.OF_SCHEMA.replace(":key", KEY));

  /**
   * An open run names its execution only at its end; until then it is the open one of the same
   * parameters. Partitions count as one phase, under the name before the colon.
   */
  private static final String LOOK =
      """
      select
        r.run_id, r.job_name, r.target_date, r.scope, r.revision, r.source, r.host, r.pid,
        r.version, %s as shown, r.started_at, r.ended_at, r.outcome, r.message,
        coalesce(r.job_execution_id, e.job_execution_id) as job_execution_id,
        null::bigint as written,
        null::bigint as failed,
        extract(epoch from clock_timestamp() - h.heartbeat_at) as heartbeat_age,
        h.stop_requested_at is not null as stop_requested,
        r.ended_at is null and %s as locked,
        p.*
      from job_runs r
      join job_run_heartbeats h using (run_id)
      left join lateral (
        select x.job_execution_id from batch_job_execution x
        join batch_job_instance i on i.job_instance_id = x.job_instance_id
        where x.end_time is null and r.ended_at is null and i.job_name = r.job_name
          and 3 = (select count(*) from batch_job_execution_params v
            where v.job_execution_id = x.job_execution_id
              and (v.parameter_name, v.parameter_value) in (
                ('targetDate', r.target_date::text), ('scope', r.scope),
                ('revision', r.revision::text)))
        order by x.job_execution_id desc
        limit 1
      ) e on true
      left join lateral (
        select
          split_part(s.step_name, ':', 1) as phase,
          min(s.step_execution_id) as place,
          case when bool_or(s.end_time is null) then 'STARTED'
            when bool_or(s.status = 'FAILED') then 'FAILED'
            when bool_or(s.status = 'STOPPED') then 'STOPPED'
            else max(s.status) end as phase_status,
          min(s.start_time) as phase_start,
          case when bool_and(s.end_time is not null) then max(s.end_time) end as phase_end,
          greatest(coalesce(sum(s.read_count) filter (where position(':' in s.step_name) = 0), 0),
            coalesce(sum(s.read_count) filter (where position(':' in s.step_name) > 0), 0)) as read,
          greatest(coalesce(sum(s.filter_count) filter (where position(':' in s.step_name) = 0), 0),
            coalesce(sum(s.filter_count) filter (where position(':' in s.step_name) > 0), 0))
            as filtered,
          greatest(coalesce(sum(s.write_count) filter (where position(':' in s.step_name) = 0), 0),
            coalesce(sum(s.write_count) filter (where position(':' in s.step_name) > 0), 0))
            as phase_written
        from batch_step_execution s
        where s.job_execution_id = coalesce(r.job_execution_id, e.job_execution_id)
        group by split_part(s.step_name, ':', 1)
      ) p on true
      where r.ended_at is null or r.run_id = any (:known)
      order by r.run_id, p.place
      """
          .formatted(RunRowStore.OUTCOME, LOCKED);

  private final JdbcClient jdbc;

  ActiveRunStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The open runs, oldest first. */
  List<ActiveRun> active() {
    return look(List.of());
  }

  /** The open runs, and some others whether they are open or not, oldest first. */
  List<ActiveRun> look(Collection<Long> known) {
    Map<Long, ActiveRun> runs = new LinkedHashMap<>();
    Map<Long, List<StepRecord>> phases = new LinkedHashMap<>();
    jdbc.sql(LOOK)
        .param("known", known.toArray(Long[]::new))
        .query((ResultSet row) -> add(runs, phases, row));
    return runs.entrySet().stream()
        .map(
            one ->
                new ActiveRun(
                    one.getValue().run(),
                    one.getValue().heartbeatAge(),
                    one.getValue().locked(),
                    one.getValue().stopRequested(),
                    phases.getOrDefault(one.getKey(), List.of())))
        .toList();
  }

  private static void add(
      Map<Long, ActiveRun> runs, Map<Long, List<StepRecord>> phases, ResultSet row)
      throws SQLException {
    long run = row.getLong("run_id");
    if (!runs.containsKey(run)) {
      runs.put(
          run,
          new ActiveRun(
              RunRowStore.row(row, 0),
              Duration.ofMillis(Math.round(row.getDouble("heartbeat_age") * 1000)),
              row.getBoolean("locked"),
              row.getBoolean("stop_requested"),
              List.of()));
    }
    if (row.getString("phase") != null) {
      phases.computeIfAbsent(run, key -> new ArrayList<>()).add(phase(row));
    }
  }

  private static StepRecord phase(ResultSet row) throws SQLException {
    return new StepRecord(
        row.getString("phase"),
        BatchStatus.valueOf(row.getString("phase_status")),
        dateTime(row, "phase_start"),
        dateTime(row, "phase_end"),
        row.getLong("read"),
        row.getLong("filtered"),
        row.getLong("phase_written"),
        "");
  }

  private static @Nullable LocalDateTime dateTime(ResultSet row, String column)
      throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toLocalDateTime();
  }
}
