package io.afterclose.console.nights;

import io.afterclose.run.name.JobName;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs as the jobs record them. */
public final class RecordedRuns {

  private final JdbcTemplate jdbc;
  private final AtomicLong keys = new AtomicLong();

  public RecordedRuns(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A start of a run and its execution. */
  record Recorded(long run, long execution) {}

  /** How a run ended; the state RUNNING for one that has not. */
  record How(String state, @Nullable String outcome, String message) {

    static final How COMPLETED = new How("COMPLETED", "COMPLETED", "");
    static final How WARNINGS =
        new How("COMPLETED", "COMPLETED", "prices COMPLETED_WITH_WARNINGS: 3 of 20 failed");
    static final How FAILED = new How("FAILED", "FAILED", "SPY has no price");
    static final How STOPPED = new How("STOPPED", "STOPPED", "stop requested by a signal");
    static final How RUNNING = new How("RUNNING", null, "");
  }

  /** A run of everything of revision 1. */
  Recorded run(JobName job, String date, How how, Instant began, long seconds) {
    return run(job, date, "all", 1, how, began, seconds);
  }

  /** A run with an execution. */
  Recorded run(
      JobName job, String date, String scope, int revision, How how, Instant began, long seconds) {
    boolean open = how.state().equals("RUNNING");
    Timestamp ended = open ? null : Timestamp.from(began.plusSeconds(seconds));
    long execution = execution(job, date, scope, revision, how, began, open ? null : seconds);
    Long run =
        jdbc.queryForObject(
            """
            insert into job_runs (job_name, target_date, scope, revision, source, host, pid,
              version, state, started_at, ended_at, outcome, message, job_execution_id)
            values (?, ?, ?, ?, 'cron', 'night-host', 4711, '0.1.0', ?, ?, ?, ?, ?, ?)
            returning run_id
            """,
            Long.class,
            job.text(),
            Date.valueOf(date),
            scope,
            revision,
            how.state(),
            Timestamp.from(began),
            ended,
            how.outcome(),
            open ? null : how.message(),
            open ? null : execution);
    jdbc.update(
        "insert into job_run_heartbeats (run_id, heartbeat_at) values (?, clock_timestamp())", run);
    return new Recorded(Objects.requireNonNull(run), execution);
  }

  /** That somebody asked for a run through the console. */
  void asked(Recorded run, String actor) {
    jdbc.update(
        """
        with asked as (
          insert into run_requests (request_id, action, job, from_date, to_date, scope, force,
            reason, source, actor, idempotency_key, body_hash, state, created_at, ended_at)
          select gen_random_uuid(), 'run', r.job_name, r.target_date, r.target_date, r.scope, false,
            'wanted', 'admin', ?, 'key ' || r.run_id, '', 'ENDED', r.started_at, r.ended_at
          from job_runs r where r.run_id = ?
          returning request_id)
        update job_runs set request_id = (select request_id from asked) where run_id = ?
        """,
        actor,
        run.run(),
        run.run());
  }

  private long execution(
      JobName job,
      String date,
      String scope,
      int revision,
      How how,
      Instant began,
      @Nullable Long seconds) {
    long key = keys.incrementAndGet();
    jdbc.update("insert into batch_job_instance values (?, 0, ?, ?)", key, job.text(), "key" + key);
    jdbc.update(
        """
        insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time,
          start_time, end_time, status, exit_code, exit_message)
        values (?, 0, ?, ?, ?, ?, ?, ?, ?)
        """,
        key,
        key,
        utc(began),
        utc(began),
        seconds == null ? null : utc(began.plusSeconds(seconds)),
        seconds == null ? "STARTED" : how.state(),
        how.state(),
        how.message());
    parameter(key, "targetDate", date);
    parameter(key, "scope", scope);
    parameter(key, "revision", String.valueOf(revision));
    parameter(key, "source", "cron");
    return key;
  }

  private void parameter(long execution, String name, String value) {
    jdbc.update(
        "insert into batch_job_execution_params values (?, ?, 'java.lang.String', ?, 'Y')",
        execution,
        name,
        value);
  }

  /** A phase; without seconds it is open. */
  public void phase(
      long execution, String name, Instant began, @Nullable Long seconds, long read, long written) {
    jdbc.update(
        """
        insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id,
          create_time, start_time, end_time, status, read_count, filter_count, write_count,
          exit_message)
        values (?, 0, ?, ?, ?, ?, ?, ?, ?, 0, ?, '')
        """,
        keys.incrementAndGet(),
        name,
        execution,
        utc(began),
        utc(began),
        seconds == null ? null : utc(began.plusSeconds(seconds)),
        seconds == null ? "STARTED" : "COMPLETED",
        read,
        written);
  }

  /** Another count of an open phase. */
  void advance(long execution, long read) {
    jdbc.update(
        "update batch_step_execution set read_count = ?, write_count = ? where job_execution_id = ?"
            + " and end_time is null",
        read,
        read,
        execution);
  }

  /** The end of an open run. */
  void end(Recorded run, How how, Instant at) {
    jdbc.update(
        "update batch_step_execution set end_time = ?, status = 'COMPLETED'"
            + " where job_execution_id = ? and end_time is null",
        utc(at),
        run.execution());
    jdbc.update(
        "update batch_job_execution set end_time = ?, status = ? where job_execution_id = ?",
        utc(at),
        how.state(),
        run.execution());
    jdbc.update(
        "update job_runs set state = ?, outcome = ?, message = ?, ended_at = ?,"
            + " job_execution_id = ? where run_id = ?",
        how.state(),
        how.outcome(),
        how.message(),
        Timestamp.from(at),
        run.execution(),
        run.run());
  }

  /** An item that could not be done. */
  public void failure(long execution, String phase, String item, String reason) {
    jdbc.update(
        "insert into run_item_failures values (?, ?, ?, ?, 'detail of ' || ?, now())",
        execution,
        phase,
        item,
        reason,
        item);
  }

  /** A portfolio with a snapshot of a session; gives its key. */
  long portfolio(String name, @Nullable String session, double value) {
    Long portfolio =
        jdbc.queryForObject(
            "insert into portfolios (name, created_at) values (?, now()) returning portfolio_id",
            Long.class,
            name);
    if (session != null) {
      snapshot(Objects.requireNonNull(portfolio), session, value);
    }
    return Objects.requireNonNull(portfolio);
  }

  /** A snapshot. */
  void snapshot(long portfolio, String session, double value) {
    jdbc.update(
        """
        insert into portfolio_snapshots (portfolio_id, snapshot_date, revision, status, total_value,
          total_cost, total_pnl, pnl_percent, cash_value, net_asset_value,
          cumulative_external_flows, long_value, short_value, gross_exposure, net_exposure,
          position_count, priced_count, stale_count, estimated_count, unpriced_count, coverage,
          fingerprint, reason, written_at)
        values (?, ?, 1, 'COMPLETE', 0, 0, 0, 0, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, '', '', now())
        """,
        portfolio,
        Date.valueOf(LocalDate.parse(session)),
        value,
        value);
  }

  private static Timestamp utc(Instant instant) {
    return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }
}
