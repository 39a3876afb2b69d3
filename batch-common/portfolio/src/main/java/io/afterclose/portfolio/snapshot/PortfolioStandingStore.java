package io.afterclose.portfolio.snapshot;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.Portfolio;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Portfolios with their newest snapshots. */
public final class PortfolioStandingStore {

  private static final String SELECT =
      """
      select f.portfolio_id, f.name, s.snapshot_date, s.revision,
        s.written_at at time zone 'UTC' as written_utc,
        %s
      from portfolios f
      left join lateral (
        select * from portfolio_snapshots n where n.portfolio_id = f.portfolio_id
        order by n.snapshot_date desc, n.revision desc limit 1
      ) s on true
      where f.deleted_at is null
      """
          .formatted(
              SnapshotColumn.names().stream()
                  .map(name -> "s." + name)
                  .collect(Collectors.joining(", ")));

  private static final String PAGE =
      SELECT
          + """
            and (:all or f.portfolio_id = any (:visible)) and f.name collate "C" > :after
          order by f.name collate "C"
          limit :limit
          """;

  private static final String OF_ID = SELECT + "  and f.portfolio_id = :portfolio";

  private final JdbcClient jdbc;

  public PortfolioStandingStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Some portfolios by name.
   *
   * @param visible the keys of those that are wanted; empty for all
   * @param after begins behind this name; empty for the first ones
   * @param limit how many at most
   */
  public List<PortfolioStanding> page(
      Optional<? extends Collection<Long>> visible, String after, int limit) {
    return jdbc.sql(PAGE)
        .param("all", visible.isEmpty())
        .param(
            "visible",
            SqlArrays.keys(visible.<Collection<Long>>map(keys -> keys).orElse(List.of())))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> standing(row))
        .list();
  }

  /** The portfolio of a key; empty where there is none, or it was deleted. */
  public Optional<PortfolioStanding> ofId(long portfolioId) {
    return jdbc.sql(OF_ID)
        .param("portfolio", portfolioId)
        .query((row, number) -> standing(row))
        .optional();
  }

  private static PortfolioStanding standing(ResultSet row) throws SQLException {
    Portfolio portfolio = Portfolio.stored(row.getLong("portfolio_id"), row.getString("name"));
    LocalDate date = row.getObject("snapshot_date", LocalDate.class);
    return new PortfolioStanding(
        portfolio,
        date == null
            ? Optional.empty()
            : Optional.of(
                new PortfolioStanding.Newest(
                    date,
                    row.getInt("revision"),
                    row.getTimestamp("written_utc").toLocalDateTime(),
                    SnapshotColumn.read(row::getObject))));
  }
}
