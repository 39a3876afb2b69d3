package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.snapshot.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Snapshots as stored, for people to look at. */
public final class RevisionStore {

  private static final List<String> COLUMNS =
      List.of(
          "portfolio",
          "snapshot_date",
          "revision",
          "status",
          "total_value",
          "total_cost",
          "total_pnl",
          "pnl_percent",
          "cash_value",
          "net_asset_value",
          "position_count",
          "priced_count",
          "stale_count",
          "estimated_count",
          "unpriced_count");

  private static final List<String> WHO_WHEN_WHY = List.of("reason", "written_utc", "execution");

  private static final List<String> TOTALS =
      List.of(
          "status",
          "total_value",
          "total_cost",
          "total_pnl",
          "pnl_percent",
          "cash_value",
          "net_asset_value",
          "cumulative_external_flows",
          "long_value",
          "short_value",
          "gross_exposure",
          "net_exposure",
          "position_count",
          "priced_count",
          "stale_count",
          "estimated_count",
          "unpriced_count",
          "coverage");

  private static final String FIND =
      """
      select %s
      from (
        select f.name as portfolio, s.*, s.written_at at time zone 'UTC' as written_utc,
          s.job_execution_id as execution
        from %s s
        join portfolios f on f.portfolio_id = s.portfolio_id
        where f.deleted_at is null
          and (cast(? as text) is null or f.name = ?)
          and (cast(? as date) is null or s.snapshot_date >= ?)
          and (cast(? as date) is null or s.snapshot_date <= ?)
      ) found
      order by portfolio collate "C", snapshot_date, revision
      """;

  private static final String OF_DATE =
      """
      select s.*, s.written_at at time zone 'UTC' as written_utc,
        known_snapshot(s.read_snapshot)::text as reading
      from portfolio_snapshots s
      where s.portfolio_id = ? and s.snapshot_date = ?
      order by s.revision
      """;

  private final JdbcTemplate jdbc;

  public RevisionStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** The latest revisions by portfolio name and date. */
  public ResultTable latest(
      Optional<String> portfolio, Optional<LocalDate> from, Optional<LocalDate> to) {
    return find(COLUMNS, "portfolio_snapshots_latest", portfolio, from, to);
  }

  /** All revisions by portfolio name, date and number, with why and when each was made. */
  public ResultTable all(
      Optional<String> portfolio, Optional<LocalDate> from, Optional<LocalDate> to) {
    List<String> columns = Stream.concat(COLUMNS.stream(), WHO_WHEN_WHY.stream()).toList();
    return find(columns, "portfolio_snapshots", portfolio, from, to);
  }

  private ResultTable find(
      List<String> columns,
      String table,
      Optional<String> portfolio,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {
    ResultTable result = ResultTable.of(columns.toArray(String[]::new));
    jdbc.query(
        FIND.formatted(String.join(", ", columns), table),
        row -> {
          result.add(values(row, columns).values().toArray());
        },
        twice(portfolio, from, to));
    return result;
  }

  /** Each is asked for null first. */
  private static @Nullable Object[] twice(Optional<?>... asked) {
    return Arrays.stream(asked)
        .flatMap(one -> Stream.of(one, one))
        .map(one -> one.orElse(null))
        .toArray();
  }

  /** The revisions of a portfolio's date, the oldest first. */
  public List<Revision> ofDate(long portfolioId, LocalDate date) {
    return jdbc.query(OF_DATE, RevisionStore::revision, portfolioId, date);
  }

  private static Revision revision(ResultSet row, int number) throws SQLException {
    return new Revision(
        row.getInt("revision"),
        row.getString("reason"),
        row.getTimestamp("written_utc").toLocalDateTime(),
        row.getObject("job_execution_id", Long.class),
        row.getString("fingerprint"),
        row.getString("reading"),
        values(row, TOTALS));
  }

  private static Map<String, Object> values(ResultSet row, List<String> columns)
      throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String column : columns) {
      Object value = row.getObject(column);
      values.put(column, value instanceof Timestamp at ? at.toLocalDateTime() : value);
    }
    return values;
  }
}
