package io.afterclose.console.request;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The requests; who changes one changes it only from the state that it must be in. */
final class RequestStore {

  private static final String ROWS =
      """
      select request_id, number, action, job, from_date, to_date, scope, force, plan, planned, reason, source,
        actor, token_id, state, host, pid, pid_started_at, exit_code, problem, created_at, started_at,
        ended_at, idempotency_key, body_hash
      from run_requests
      """;

  private static final String ADD =
      """
      insert into run_requests (request_id, action, job, from_date, to_date, scope, force, plan,
        planned, reason, source, actor, token_id, idempotency_key, body_hash, state, created_at)
      values (:id, :action, :job, :from, :to, :scope, :force, :plan, :planned, :reason, :source,
        :actor, :token, :key, :body, 'REQUESTED', :now)
      """;

  private static final String FIND = ROWS + "where request_id = :id";

  private static final String OF_KEY =
      ROWS + "where actor = :actor and idempotency_key = :key and created_at > :since";

  private static final String FORGET_KEY =
      """
      update run_requests set idempotency_key = 'past ' || request_id
      where actor = :actor and idempotency_key = :key and created_at <= :since
      """;

  private static final String OPEN =
      """
      %s
      where job = :job and from_date = :from and to_date = :to and scope = :scope
        and state in ('REQUESTED', 'CLAIMED', 'STARTED') and action in ('run', 'rerun', 'backfill')
      """
          .formatted(ROWS);

  private static final String NEWEST =
      """
      %s
      where (cast(:before as bigint) is null or number < :before)
      order by number desc
      limit :limit
      """
          .formatted(ROWS);

  private static final String UNFINISHED =
      """
      %s
      where state in ('CLAIMED', 'STARTED')
      order by number
      """
          .formatted(ROWS);

  private static final String AHEAD =
      """
      select count(*) from run_requests o join run_requests r on r.request_id = :id
      where o.state in ('REQUESTED', 'CLAIMED', 'STARTED') and o.job = r.job
        and o.number < r.number
      """;

  /** A minute is long enough to start a process, and what is claimed for longer was not. */
  private static final String CLAIM =
      """
      update run_requests set state = 'CLAIMED', claimed_by = :console,
        claimed_until = clock_timestamp() + interval '60 seconds'
      where request_id = (
        select request_id from run_requests
        where (state = 'REQUESTED' or (state = 'CLAIMED' and claimed_until < clock_timestamp()))
          and job = any (:jobs) and (action in ('run', 'rerun', 'backfill')) = :starts
        order by number
        for update skip locked
        limit 1)
      returning request_id
      """;

  private static final String STARTED =
      """
      update run_requests set state = 'STARTED', host = :host, pid = :pid, pid_started_at = :begun,
        started_at = :now
      where request_id = :id and state = 'CLAIMED'
      """;

  private static final String END =
      """
      update run_requests set state = :state, exit_code = :code, problem = :problem, ended_at = :now
      where request_id = :id and state in ('REQUESTED', 'CLAIMED', 'STARTED')
      """;

  private static final String CANCEL =
      """
      update run_requests set state = 'CANCELLED', ended_at = :now
      where request_id = :id and state = 'REQUESTED'
      """;

  private static final int LONGEST_PROBLEM = 2500;
  private static final int LONGEST_NAME = 80;

  private final JdbcClient jdbc;
  private final Clock clock;

  RequestStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Records a request.
   *
   * @throws org.springframework.dao.DuplicateKeyException for a key that is in use, or where
   *     another request for the same is open
   */
  void add(NewRequest request) {
    RunOrder order = request.order();
    jdbc.sql(ADD)
        .param("id", request.id())
        .param("action", order.action().text())
        .param("job", order.job().text())
        .param("from", order.from())
        .param("to", order.to())
        .param("scope", order.scope().text())
        .param("force", order.force())
        .param("plan", request.plan().orElse(null))
        .param("planned", request.planned().isPresent() ? request.planned().getAsInt() : null)
        .param("reason", request.reason())
        .param("source", request.source())
        .param("actor", request.actor().name())
        .param(
            "token",
            request.actor().token().isPresent() ? request.actor().token().getAsLong() : null)
        .param("key", request.key())
        .param("body", request.bodyHash())
        .param("now", now())
        .update();
  }

  Optional<StoredRequest> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(RequestStore::request).optional();
  }

  /**
   * A request with its key.
   *
   * @param bodyHash of what was asked for
   */
  record Keyed(StoredRequest request, String bodyHash) {}

  /** The request that an actor made with a key since a moment; older ones give the key back. */
  Optional<Keyed> ofKey(String actor, String key, Instant since) {
    jdbc.sql(FORGET_KEY)
        .param("actor", actor)
        .param("key", key)
        .param("since", Timestamp.from(since))
        .update();
    return jdbc.sql(OF_KEY)
        .param("actor", actor)
        .param("key", key)
        .param("since", Timestamp.from(since))
        .query((row, number) -> new Keyed(request(row, number), row.getString("body_hash")))
        .optional();
  }

  /** The request for the same run that is not over. */
  Optional<StoredRequest> open(RunOrder order) {
    return jdbc.sql(OPEN)
        .param("job", order.job().text())
        .param("from", order.from())
        .param("to", order.to())
        .param("scope", order.scope().text())
        .query(RequestStore::request)
        .optional();
  }

  /**
   * Requests, the newest first.
   *
   * @param before only those with a smaller number; null for the newest
   */
  List<StoredRequest> newest(@Nullable Long before, int limit) {
    return jdbc.sql(NEWEST)
        .param("before", before)
        .param("limit", limit)
        .query(RequestStore::request)
        .list();
  }

  /** Those that a console claimed or started and that are not over, the oldest first. */
  List<StoredRequest> unfinished() {
    return jdbc.sql(UNFINISHED).query(RequestStore::request).list();
  }

  /** How many requests for the same job are to end first. */
  int ahead(UUID id) {
    return jdbc.sql(AHEAD).param("id", id).query(Integer.class).single();
  }

  /**
   * Claims the oldest request for one of some jobs; of several consoles one gets it.
   *
   * @param starts whether it is one that starts a run, or one that acts on a run
   */
  Optional<UUID> claim(String console, Collection<JobName> jobs, boolean starts) {
    return jdbc.sql(CLAIM)
        .param("console", console.substring(0, Math.min(LONGEST_NAME, console.length())))
        .param("starts", starts)
        .param("jobs", jobs.stream().map(JobName::text).toArray(String[]::new))
        .query(UUID.class)
        .optional();
  }

  void started(UUID id, String host, long pid, Instant begun) {
    jdbc.sql(STARTED)
        .param("id", id)
        .param("host", host)
        .param("pid", pid)
        .param("begun", Timestamp.from(begun))
        .param("now", now())
        .update();
  }

  /**
   * Records an end.
   *
   * @param exitCode null where nobody saw it
   */
  void end(UUID id, RequestState state, @Nullable Integer exitCode, String problem) {
    jdbc.sql(END)
        .param("id", id)
        .param("state", state.name())
        .param("code", exitCode)
        .param(
            "problem",
            problem.isEmpty()
                ? null
                : problem.substring(0, Math.min(LONGEST_PROBLEM, problem.length())))
        .param("now", now())
        .update();
  }

  /** Takes back a request that has not begun; false where it has. */
  boolean cancel(UUID id) {
    return jdbc.sql(CANCEL).param("id", id).param("now", now()).update() > 0;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static StoredRequest request(ResultSet row, int number) throws SQLException {
    return new StoredRequest(
        row.getObject("request_id", UUID.class),
        row.getLong("number"),
        new RunOrder(
            RequestAction.of(row.getString("action")),
            JobName.of(row.getString("job")),
            row.getObject("from_date", LocalDate.class),
            row.getObject("to_date", LocalDate.class),
            RunScope.of(row.getString("scope")),
            row.getBoolean("force")),
        new StoredRequest.Asked(
            Optional.ofNullable(row.getString("plan")),
            optionalInt(row, "planned"),
            row.getString("reason"),
            row.getString("source"),
            row.getString("actor"),
            optionalLong(row, "token_id"),
            row.getTimestamp("created_at").toInstant()),
        new StoredRequest.State(
            RequestState.valueOf(row.getString("state")),
            optionalInt(row, "exit_code"),
            Optional.ofNullable(row.getString("problem")).orElse(""),
            instant(row, "ended_at")),
        new StoredRequest.Work(
            Optional.ofNullable(row.getString("host")).orElse(""),
            optionalLong(row, "pid"),
            instant(row, "pid_started_at"),
            instant(row, "started_at")));
  }

  private static OptionalInt optionalInt(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
