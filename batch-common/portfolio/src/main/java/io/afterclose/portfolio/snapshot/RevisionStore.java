package io.afterclose.portfolio.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Snapshots as stored, revision by revision. */
public final class RevisionStore {

  private static final String COLUMNS =
      SnapshotColumn.names().stream().map(name -> "s." + name).collect(Collectors.joining(", "));

  private static final String FIND =
      """
      select f.name as portfolio, s.snapshot_date, s.revision, s.reason,
        s.written_at at time zone 'UTC' as written_utc, s.job_execution_id, s.fingerprint,
        case when r.read_server = (select server_identity())
          then known_snapshot(s.read_snapshot)::text end as read_snapshot,
        %s
      from %s
      join portfolio_snapshots r
        on r.portfolio_id = s.portfolio_id and r.snapshot_date = s.snapshot_date
          and r.revision = s.revision
      join portfolios f on f.portfolio_id = s.portfolio_id
      where f.deleted_at is null
        and (cast(:portfolio as text) is null or f.name = :portfolio)
        and (cast(:from as date) is null or s.snapshot_date >= :from)
        and (cast(:to as date) is null or s.snapshot_date <= :to)
      order by f.name collate "C", s.snapshot_date, s.revision
      """;

  /** The view says which revision it is; the table has all of its columns. */
  private static final String LATEST_OF_EACH =
      """
      portfolio_snapshots_latest l
      join portfolio_snapshots s on s.portfolio_id = l.portfolio_id
        and s.snapshot_date = l.snapshot_date and s.revision = l.revision
      """;

  private static final String LATEST = FIND.formatted(COLUMNS, LATEST_OF_EACH);
  private static final String ALL = FIND.formatted(COLUMNS, "portfolio_snapshots s");

  private static final String OF_DATE =
      """
      select s.revision, s.reason, s.written_at at time zone 'UTC' as written_utc,
        s.job_execution_id, s.fingerprint,
        case when s.read_server = (select server_identity())
          then known_snapshot(s.read_snapshot)::text end as read_snapshot,
        %s
      from portfolio_snapshots s
      where s.portfolio_id = :portfolio and s.snapshot_date = :date
      order by s.revision
      """
          .formatted(COLUMNS);

  private final JdbcClient jdbc;

  public RevisionStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Which snapshots are wanted; null lets all through.
   *
   * @param portfolio by name
   * @param from the first session
   * @param to the last session
   */
  public record Filter(
      @Nullable String portfolio, @Nullable LocalDate from, @Nullable LocalDate to) {}

  /** The latest revisions by portfolio name and date. */
  public List<StoredSnapshot> latest(Filter filter) {
    return find(LATEST, filter);
  }

  /** All revisions by portfolio name, date and number. */
  public List<StoredSnapshot> all(Filter filter) {
    return find(ALL, filter);
  }

  private List<StoredSnapshot> find(String sql, Filter filter) {
    return jdbc.sql(sql)
        .param("portfolio", filter.portfolio())
        .param("from", filter.from())
        .param("to", filter.to())
        .query(
            (row, number) ->
                new StoredSnapshot(
                    row.getString("portfolio"),
                    row.getObject("snapshot_date", LocalDate.class),
                    revision(row)))
        .list();
  }

  /** The revisions of a portfolio's date, the oldest first. */
  public List<Revision> ofDate(long portfolioId, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("portfolio", portfolioId)
        .param("date", date)
        .query((row, number) -> revision(row))
        .list();
  }

  private static Revision revision(ResultSet row) throws SQLException {
    return new Revision(
        row.getInt("revision"),
        row.getString("reason"),
        row.getTimestamp("written_utc").toLocalDateTime(),
        row.getObject("job_execution_id", Long.class),
        row.getString("fingerprint"),
        row.getString("read_snapshot"),
        SnapshotColumn.read(row::getObject));
  }
}
