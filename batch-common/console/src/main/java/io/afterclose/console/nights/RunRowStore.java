package io.afterclose.console.nights;

import io.afterclose.cli.history.page.Outcome;
import io.afterclose.run.outcome.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the statements about runs have in common. */
final class RunRowStore {

  /** How a start of a run, {@code r}, stands: the name of an {@link Outcome} in lower case. */
  static final String OUTCOME =
      """
      case
        when r.state = 'RUNNING' then 'running'
        when r.state = 'STOPPED' then 'stopped'
        when r.state <> 'COMPLETED' then 'failed'
        when r.outcome = 'PARTIAL' or position('COMPLETED_WITH_WARNINGS' in r.message) > 0
          then 'warnings'
        else 'completed'
      end""";

  /** The columns that {@link #row} reads, of a start {@code r} with {@link #COUNTS}. */
  static final String COLUMNS =
      """
      r.run_id, r.job_name, r.target_date, r.scope, r.revision, r.source, r.host, r.pid, r.version,
      %s as shown, r.started_at, r.ended_at, r.outcome, r.message, r.job_execution_id, n.written,
      n.failed
      """
          .formatted(OUTCOME);

  /** Steps of partitions carry a colon in their name; their counts are in their manager's too. */
  static final String COUNTS =
      """
      left join lateral (
        select
          (select coalesce(sum(s.write_count), 0) from batch_step_execution s
            where s.job_execution_id = r.job_execution_id
            and position(':' in s.step_name) = 0) as written,
          (select count(*) from run_item_failures f
            where f.job_execution_id = r.job_execution_id) as failed
        where r.job_execution_id is not null
      ) n on true
      """;

  private RunRowStore() {}

  /** A start of a run. */
  static RunRow row(ResultSet row, int number) throws SQLException {
    String result = row.getString("outcome");
    String message = row.getString("message");
    return new RunRow(
        row.getLong("run_id"),
        new RunRow.Target(
            row.getString("job_name"),
            row.getObject("target_date", LocalDate.class),
            row.getString("scope"),
            row.getInt("revision")),
        row.getString("source"),
        new RunRow.Owner(row.getString("host"), row.getLong("pid"), row.getString("version")),
        Outcome.valueOf(row.getString("shown").toUpperCase(Locale.ROOT)),
        row.getTimestamp("started_at").toInstant(),
        instant(row, "ended_at"),
        result == null ? null : RunOutcome.valueOf(result),
        message == null ? "" : message,
        number(row, "job_execution_id"),
        number(row, "written"),
        number(row, "failed"));
  }

  /** A time; null for null. */
  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  /** A whole number; null for null. */
  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  /** A number; null for null. */
  static @Nullable Double decimal(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : number;
  }
}
