package io.afterclose.console.schedule;

import io.afterclose.run.name.JobName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schedules and what they started. */
final class ScheduleStore {

  private static final String ALL =
      """
      select schedule_id, job, at, enabled_at, paused_until, reason from schedules
      order by job desc, at nulls last
      """;

  private static final String SWITCH =
      """
      update schedules set enabled_at = :enabled, paused_until = :paused, reason = :reason
      where schedule_id = :id
      """;

  private static final String FIRED =
      """
      select session from schedule_fires where schedule_id = :id and session = any (cast(:sessions as date[]))
      """;

  private static final String FIRE =
      """
      insert into schedule_fires (schedule_id, session, due_at, fired_at, instance, outcome)
      values (:id, :session, :due, :now, :instance, :outcome)
      on conflict do nothing
      """;

  private static final String REQUESTED =
      """
      update schedule_fires set request_id = :request
      where schedule_id = :id and session = :session
      """;

  private static final String NEWEST =
      """
      select schedule_id, session, due_at, fired_at, instance, outcome, request_id
      from schedule_fires
      order by session desc, schedule_id
      limit :limit
      """;

  private static final int LONGEST_NAME = 80;

  private final JdbcClient jdbc;

  ScheduleStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  List<Schedule> all() {
    return jdbc.sql(ALL).query(ScheduleStore::schedule).list();
  }

  /**
   * Switches or pauses a schedule.
   *
   * @param enabledAt null for off
   * @return false where there is none of that name
   */
  boolean change(
      String id, @Nullable Instant enabledAt, @Nullable LocalDate pausedUntil, String reason) {
    return jdbc.sql(SWITCH)
            .param("id", id)
            .param("enabled", enabledAt == null ? null : Timestamp.from(enabledAt))
            .param("paused", pausedUntil)
            .param("reason", reason)
            .update()
        > 0;
  }

  /** Those of some sessions that fired already. */
  Set<LocalDate> fired(String schedule, Collection<LocalDate> sessions) {
    return jdbc
        .sql(FIRED)
        .param("id", schedule)
        .param("sessions", sessions.stream().map(LocalDate::toString).toArray(String[]::new))
        .query(LocalDate.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** Records that a session is due; of several consoles one is told true. */
  boolean fire(Fire fire) {
    return jdbc.sql(FIRE)
            .param("id", fire.schedule())
            .param("session", fire.session())
            .param("due", Timestamp.from(fire.dueAt()))
            .param("now", Timestamp.from(fire.firedAt()))
            .param(
                "instance",
                fire.instance().substring(0, Math.min(LONGEST_NAME, fire.instance().length())))
            .param("outcome", fire.fired() ? "FIRED" : "COALESCED")
            .update()
        > 0;
  }

  void requested(String schedule, LocalDate session, UUID request) {
    jdbc.sql(REQUESTED)
        .param("id", schedule)
        .param("session", session)
        .param("request", request)
        .update();
  }

  /** What was due last, the newest session first. */
  List<Fire> newest(int limit) {
    return jdbc.sql(NEWEST).param("limit", limit).query(ScheduleStore::fire).list();
  }

  private static Schedule schedule(ResultSet row, int number) throws SQLException {
    return new Schedule(
        row.getString("schedule_id"),
        JobName.of(row.getString("job")),
        Optional.ofNullable(row.getObject("at", LocalTime.class)),
        Optional.ofNullable(row.getTimestamp("enabled_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getObject("paused_until", LocalDate.class)),
        row.getString("reason"));
  }

  private static Fire fire(ResultSet row, int number) throws SQLException {
    return new Fire(
        row.getString("schedule_id"),
        row.getObject("session", LocalDate.class),
        row.getTimestamp("due_at").toInstant(),
        row.getTimestamp("fired_at").toInstant(),
        row.getString("instance"),
        row.getString("outcome").equals("FIRED"),
        Optional.ofNullable(row.getObject("request_id", UUID.class)));
  }
}
