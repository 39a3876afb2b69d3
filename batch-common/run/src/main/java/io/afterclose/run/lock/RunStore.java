package io.afterclose.run.lock;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.server.SqlStates;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The runs as processes started them: which are active, and how each ended. */
public final class RunStore {

  /** A key of 64 bits shows as its two halves, with 1 as the third number. */
  private static final String HELD =
      """
      select coalesce(max(pid), 0) from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = %s
      """
          .formatted(AdvisoryLock.OF_SCHEMA);

  private static final String ABANDON =
      """
      with open as (
        select run_id from job_runs
        where job_name = :job and target_date = :date and scope = :scope and ended_at is null
        for update
      )
      update job_runs r set
        state = 'ABANDONED', ended_at = clock_timestamp(), message = :why
      from open where r.run_id = open.run_id
      """;

  private static final String BEGIN =
      """
      with begun as (
        insert into job_runs (job_name, target_date, scope, revision, source, host, pid, version,
          request_id, state, started_at)
        values (:job, :date, :scope, :revision, :source, :host, :pid, :version,
          cast(:request as uuid), 'RUNNING', clock_timestamp())
        returning run_id
      )
      insert into job_run_heartbeats (run_id, heartbeat_at) select run_id, clock_timestamp() from begun
      returning run_id
      """;

  private static final String BEAT =
      """
      update job_run_heartbeats s set heartbeat_at = clock_timestamp()
      from job_runs r
      where s.run_id = :run and r.run_id = s.run_id and r.ended_at is null
      returning s.stop_requested_at is not null
      """;

  private static final String END =
      """
      update job_runs set state = :state, ended_at = clock_timestamp(), outcome = :outcome,
        message = :message, job_execution_id = :execution
      where run_id = :run and ended_at is null
      """;

  private static final String REQUEST_STOP =
      """
      update job_run_heartbeats s set stop_requested_at = clock_timestamp()
      from job_runs r
      where r.run_id = s.run_id and r.job_name = :job and r.target_date = :date and r.scope = :scope
        and r.ended_at is null
      """;

  private static final String ROWS =
      """
      select run_id, job_name, target_date, scope, revision, source, host, pid, version, request_id,
        state,
        started_at, extract(epoch from clock_timestamp() - heartbeat_at) as heartbeat_age,
        stop_requested_at is not null as stop_requested, ended_at, outcome, message,
        job_execution_id
      from job_runs join job_run_heartbeats using (run_id)
      """;

  private static final String ACTIVE =
      """
      %s
      where job_name = :job and target_date = :date and scope = :scope and ended_at is null
      """
          .formatted(ROWS);

  private static final String ALL_ACTIVE =
      """
      %s
      where job_name = :job and ended_at is null
      order by run_id
      """
          .formatted(ROWS);

  private static final String OF_DATE =
      """
      %s
      where job_name = :job and target_date = :date
      order by run_id
      """
          .formatted(ROWS);

  private static final String OF_REQUEST =
      """
      %s
      where request_id = :request
      order by run_id
      """
          .formatted(ROWS);

  private static final String LAST_ENDED =
      """
      %s
      where job_name = :job and ended_at is not null
      order by run_id desc
      limit 1
      """
          .formatted(ROWS);

  private static final String ENDED_SINCE =
      """
      %s
      where ended_at is not null and (run_id > :after or run_id = any (:others))
      order by run_id
      """
          .formatted(ROWS);

  private static final String RECORDED =
      "select exists (select from job_runs where job_name = :job and scope = :scope)";

  /**
   * Locks the row until the transaction ends; a process that closes the row waits for that. The
   * advisory lock identifies the transaction's session, which the row's own lock does not.
   */
  private static final String KEEP_OPEN =
      """
      select run_id, pg_advisory_xact_lock_shared(%s)
      from job_runs where run_id = :run and ended_at is null
      for key share
      """
          .formatted(AdvisoryLock.OF_SCHEMA);

  private static final String WRITING =
      """
      select pid from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = %s
      """
          .formatted(AdvisoryLock.OF_SCHEMA);

  /** Half a minute after the last sign of a machine that is gone, its session is too. */
  private static final String WATCH =
      """
      select pg_backend_pid(), set_config('tcp_keepalives_idle', '10', false),
        set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '4', false)
      """;

  private static final String TERMINATE_BACKEND = "select pg_terminate_backend(:session, 10000)";

  private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";
  private static final int MAX_TERMINATIONS = 3;

  private static final int MAX_MESSAGE = 2500;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public RunStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** Whether a process holds the lock of a key now; a dead one holds none, whatever is recorded. */
  public boolean isLocked(RunKey key) {
    return holder(key).isPresent();
  }

  /** The database session that holds the lock of a key. */
  private OptionalInt holder(RunKey key) {
    int session = jdbc.sql(HELD).param("key", key.advisoryKey()).query(Integer.class).single();
    return session == 0 ? OptionalInt.empty() : OptionalInt.of(session);
  }

  /** The run that is recorded as active on a key, alive or not. */
  public Optional<RunRecord> active(RunKey key) {
    return of(ACTIVE, key).query(RunStore::row).optional();
  }

  /** All runs of a job that are recorded as active, oldest first. */
  public List<RunRecord> active(JobName job) {
    return jdbc.sql(ALL_ACTIVE).param("job", job.text()).query(RunStore::row).list();
  }

  /** Every start for a date, of any scope, oldest first. */
  public List<RunRecord> ofDate(JobName job, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("job", job.text())
        .param("date", date)
        .query(RunStore::row)
        .list();
  }

  /** Every start for a request, of either job, oldest first; a backfill makes one a session. */
  public List<RunRecord> ofRequest(UUID request) {
    return jdbc.sql(OF_REQUEST).param("request", request).query(RunStore::row).list();
  }

  /** The last start of a job that is over, of any date and scope. */
  public Optional<RunRecord> lastEnded(JobName job) {
    return jdbc.sql(LAST_ENDED).param("job", job.text()).query(RunStore::row).optional();
  }

  /**
   * The starts that are over, of any job, date and scope, oldest first.
   *
   * @param after those with a greater number
   * @param others and these
   */
  public List<RunRecord> ended(long after, Collection<Long> others) {
    return jdbc.sql(ENDED_SINCE)
        .param("after", after)
        .param("others", SqlArrays.keys(others))
        .query(RunStore::row)
        .list();
  }

  /** Whether a run of a job was ever started with a scope. */
  public boolean recorded(JobName job, String scope) {
    return jdbc.sql(RECORDED)
        .param("job", job.text())
        .param("scope", scope)
        .query(Boolean.class)
        .single();
  }

  /**
   * Requests the active run of a key to end at its next chunk.
   *
   * @return false when none is recorded
   */
  public boolean requestStop(RunKey key) {
    return of(REQUEST_STOP, key).update() > 0;
  }

  /**
   * Takes a key away from the run that has it: its row is closed, so that it writes nothing more,
   * and its lock's session is terminated.
   *
   * @return whether there was such a run
   */
  public boolean evict(RunKey key, String why) {
    boolean recorded = abandon(key, why) > 0;
    OptionalInt holder = holder(key);
    holder.ifPresent(this::terminateBackend);
    return recorded || holder.isPresent();
  }

  /**
   * Closes what is recorded as open. A transaction in which that run still writes is waited for;
   * one that does not end, as of a process that is paused or off its network, is terminated.
   */
  int abandon(RunKey key, String why) {
    for (int attempts = 0; ; attempts++) {
      try {
        return abandonWithin(key, why);
      } catch (DataAccessException e) {
        if (attempts == MAX_TERMINATIONS || !lockNotAvailable(e)) {
          throw e;
        }
        terminateWriters(key);
      }
    }
  }

  private int abandonWithin(RunKey key, String why) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              int unused = jdbc.sql(LOCK_TIMEOUT).update();
              return of(ABANDON, key).param("why", why).update();
            }));
  }

  private static boolean lockNotAvailable(DataAccessException failed) {
    return failed.getRootCause() instanceof SQLException cause
        && SqlStates.LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
  }

  private void terminateWriters(RunKey key) {
    active(key).stream()
        .flatMap(
            run ->
                jdbc
                    .sql(WRITING)
                    .param("key", writing(run.runId()))
                    .query(Integer.class)
                    .list()
                    .stream())
        .forEach(this::terminateBackend);
  }

  private void terminateBackend(int session) {
    boolean unused =
        jdbc.sql(TERMINATE_BACKEND).param("session", session).query(Boolean.class).single();
  }

  private static long writing(long run) {
    return AdvisoryLock.key("writing/" + run);
  }

  /** Records a start; gives its token. */
  long begin(RunKey key, RunRequest run, RunGuard guard) {
    RunOwner owner = guard.owner();
    return of(BEGIN, key)
        .param("revision", run.revision())
        .param("source", run.source().text())
        .param("host", owner.host())
        .param("pid", owner.pid())
        .param("version", owner.version())
        .param("request", guard.request().map(UUID::toString).orElse(null))
        .query(Long.class)
        .single();
  }

  /** This session's number; from now on the server finds out soon when its machine is gone. */
  int watchedSession() {
    return jdbc.sql(WATCH).query((row, number) -> row.getInt(1)).single();
  }

  /** Ends the session that holds the lock of a key where it has this number. */
  void endSession(RunKey key, int session) {
    OptionalInt holder = holder(key);
    if (holder.isPresent() && holder.getAsInt() == session) {
      terminateBackend(session);
    }
  }

  /** Whether a run is open; then it stays so until the transaction ends. */
  boolean isOpen(long run) {
    return jdbc.sql(KEEP_OPEN)
        .param("run", run)
        .param("key", writing(run))
        .query((row, number) -> row.getLong("run_id"))
        .optional()
        .isPresent();
  }

  /** Records a heartbeat; gives whether a stop was requested, empty when the run is over. */
  Optional<Boolean> beat(long run) {
    return jdbc.sql(BEAT).param("run", run).query(Boolean.class).optional();
  }

  void end(
      long run,
      RunRecord.State state,
      RunOutcome outcome,
      String message,
      @Nullable Long execution) {
    jdbc.sql(END)
        .param("run", run)
        .param("state", state.name())
        .param("outcome", outcome.name())
        .param("message", message.substring(0, Math.min(MAX_MESSAGE, message.length())))
        .param("execution", execution)
        .update();
  }

  private JdbcClient.StatementSpec of(String sql, RunKey key) {
    return jdbc.sql(sql)
        .param("job", key.job().text())
        .param("date", key.date())
        .param("scope", key.scope());
  }

  private static RunRecord row(ResultSet row, int number) throws SQLException {
    return new RunRecord(
        row.getLong("run_id"),
        new RunKey(
            JobName.of(row.getString("job_name")),
            row.getObject("target_date", LocalDate.class),
            row.getString("scope")),
        new RunRecord.Start(
            row.getInt("revision"),
            row.getString("source"),
            new RunOwner(row.getString("host"), row.getLong("pid"), row.getString("version")),
            row.getTimestamp("started_at").toInstant(),
            Optional.ofNullable(row.getObject("request_id", UUID.class))),
        RunRecord.State.valueOf(row.getString("state")),
        new RunRecord.Activity(
            Duration.ofMillis(Math.round(row.getDouble("heartbeat_age") * 1000)),
            row.getBoolean("stop_requested")),
        end(row));
  }

  private static RunRecord.End end(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    long execution = row.getLong("job_execution_id");
    return new RunRecord.End(
        Optional.ofNullable(ended).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("outcome")).map(RunOutcome::valueOf),
        Optional.ofNullable(row.getString("message")).orElse(""),
        execution == 0 ? OptionalLong.empty() : OptionalLong.of(execution));
  }
}
