package io.afterclose.portfolio.position;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All portfolios at a glance, deleted ones among them. */
public final class PortfolioOverviewStore {

  private static final String FIND =
      """
      select f.portfolio_id, f.name, f.created_at at time zone 'UTC' as created_utc,
        f.deleted_at at time zone 'UTC' as deleted_utc, p.positions, p.open_positions, p.first_entry,
        (select count(*) from cash_movements c where c.portfolio_id = f.portfolio_id) as cash_rows,
        s.snapshot_date, s.net_asset_value, s.status
      from portfolios f
      cross join lateral (
        select count(*) as positions, count(*) filter (where p.exit_date is null) as open_positions,
          min(p.entry_date) as first_entry
        from positions p where p.portfolio_id = f.portfolio_id and p.deleted_at is null
      ) p
      left join lateral (
        select s.snapshot_date, s.net_asset_value, s.status from portfolio_snapshots_latest s
        where s.portfolio_id = f.portfolio_id order by s.snapshot_date desc limit 1
      ) s on true
      where (:deleted or f.deleted_at is null)
        and (cast(:name as text) is null or f.name = :name)
      order by f.name collate "C", f.deleted_at nulls first, f.portfolio_id
      """;

  private final JdbcClient jdbc;

  public PortfolioOverviewStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * All portfolios by name.
   *
   * @param deleted with the deleted ones
   */
  public List<PortfolioOverview> all(boolean deleted) {
    return find(null, deleted);
  }

  /** The portfolio of a name; if there is none, the one of that name that was deleted last. */
  public Optional<PortfolioOverview> ofName(PortfolioName name) {
    List<PortfolioOverview> found = find(name.text(), true);
    boolean all = found.stream().allMatch(portfolio -> portfolio.deletedAt() != null);
    return found.stream().skip(all ? Math.max(0, found.size() - 1) : 0).findFirst();
  }

  private List<PortfolioOverview> find(@Nullable String name, boolean deleted) {
    return jdbc.sql(FIND)
        .param("name", name)
        .param("deleted", deleted)
        .query((row, number) -> overview(row))
        .list();
  }

  private static PortfolioOverview overview(ResultSet row) throws SQLException {
    return new PortfolioOverview(
        row.getLong("portfolio_id"),
        Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")).name(),
        row.getObject("created_utc", LocalDateTime.class),
        row.getObject("deleted_utc", LocalDateTime.class),
        row.getLong("positions"),
        row.getLong("open_positions"),
        row.getLong("cash_rows"),
        row.getObject("first_entry", LocalDate.class),
        row.getObject("snapshot_date", LocalDate.class),
        row.getBigDecimal("net_asset_value"),
        row.getString("status"));
  }
}
