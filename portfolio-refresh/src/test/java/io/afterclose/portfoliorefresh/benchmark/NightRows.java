package io.afterclose.portfoliorefresh.benchmark;

import io.afterclose.database.connection.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a night left in a database: the snapshots of each portfolio and what its positions show.
 * Without the fingerprints: the plain SQL makes some of its own, for the same work.
 */
final class NightRows {
  private static final String ROWS =
      """
      select portfolio_id, snapshot_date::text as place,
        (to_jsonb(s) - 'job_execution_id' - 'written_at' - 'read_snapshot' - 'read_server'
          - 'fingerprint')::text as told
      from portfolio_snapshots s
      where %1$s
      union all
      select portfolio_id, 'position ' || position_id, to_jsonb(p)::text
      from positions p
      where %1$s
      """;

  private static final String DIGESTS =
      "select portfolio_id, md5(string_agg(told, ' ' order by place)) from ("
          + ROWS.formatted("true")
          + ") told group by portfolio_id";

  private static final String OF_PORTFOLIO =
      ROWS.formatted("portfolio_id = :portfolio") + " order by place";

  private final JdbcClient jdbc;

  NightRows(Database database) {
    this.jdbc = JdbcClient.create(database.dataSource());
  }

  /** A digest of all rows of each portfolio. */
  Map<Long, String> digests() {
    Map<Long, String> digests = new TreeMap<>();
    jdbc.sql(DIGESTS)
        .query((RowCallbackHandler) row -> digests.put(row.getLong(1), row.getString(2)));
    return digests;
  }

  /** The rows of one. */
  List<String> of(long portfolio) {
    return jdbc.sql(OF_PORTFOLIO)
        .param("portfolio", portfolio)
        .query((row, number) -> row.getString("place") + " " + row.getString("told"))
        .list();
  }

  long snapshots() {
    return jdbc.sql("select count(*) from portfolio_snapshots").query(Long.class).single();
  }
}
