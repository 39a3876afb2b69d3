package io.afterclose.portfolio.snapshot;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.snapshot.DailyPerformance.Carried;
import io.afterclose.portfolio.snapshot.DailyPerformance.Figure;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the daily performance of portfolios. */
public final class DailyPerformanceStore {

  private static final String FIND =
      """
      select f.name as portfolio, v.snapshot_date, v.previous_date, v.previous_net_asset_value,
        v.net_asset_value, v.external_flows, v.daily_pnl, v.pnl_reason, v.daily_return,
        v.return_reason, v.coverage, v.previous_carried_value, v.carried_value, v.pnl_mark
      from portfolio_daily_performance v
      join portfolios f on f.portfolio_id = v.portfolio_id
      where f.deleted_at is null
        and (cast(:portfolio as text) is null or f.name = :portfolio)
        and (cast(:from as date) is null or v.snapshot_date >= :from)
        and (cast(:to as date) is null or v.snapshot_date <= :to)
      order by f.name collate "C", v.snapshot_date
      """;

  private static final String OF_DATE =
      """
      select f.name as portfolio, v.snapshot_date, v.previous_date, v.previous_net_asset_value,
        v.net_asset_value, v.external_flows, v.daily_pnl, v.pnl_reason, v.daily_return,
        v.return_reason, v.coverage, v.previous_carried_value, v.carried_value, v.pnl_mark
      from portfolio_daily_performance v
      join portfolios f on f.portfolio_id = v.portfolio_id
      where v.portfolio_id = :portfolio and v.snapshot_date = :date
      """;

  /**
   * The flows of lots opened and closed the same day are gross, the others net, as in the return.
   */
  private static final String RECORDS =
      """
      select v.portfolio_id, v.snapshot_date, v.previous_date,
        v.previous_net_asset_value + v.previous_carried_value as value_before,
        v.net_asset_value + v.carried_value as value_after, v.net_asset_value,
        v.external_flows, v.day_trade_inflows, v.day_trade_outflows, v.daily_pnl, v.pnl_reason,
        v.daily_return, v.return_reason, v.coverage
      from portfolio_daily_performance v
      where v.portfolio_id = any (:portfolios) and v.snapshot_date <= :up_to
      order by v.portfolio_id, v.snapshot_date
      """;

  private final JdbcClient jdbc;

  public DailyPerformanceStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** That of a date for which there is a snapshot. */
  public DailyPerformance of(long portfolioId, LocalDate date) {
    return jdbc.sql(OF_DATE)
        .param("portfolio", portfolioId)
        .param("date", date)
        .query((row, number) -> performance(row))
        .single();
  }

  /** By portfolio name and date. */
  public List<DailyPerformance> find(Filter filter) {
    return jdbc.sql(FIND)
        .param("portfolio", filter.portfolio())
        .param("from", filter.from())
        .param("to", filter.to())
        .query((row, number) -> performance(row))
        .list();
  }

  private static DailyPerformance performance(ResultSet row) throws SQLException {
    return new DailyPerformance(
        row.getString("portfolio"),
        row.getObject("snapshot_date", LocalDate.class),
        row.getObject("previous_date", LocalDate.class),
        row.getBigDecimal("previous_net_asset_value"),
        row.getBigDecimal("net_asset_value"),
        row.getBigDecimal("external_flows"),
        new Figure(row.getBigDecimal("daily_pnl"), row.getString("pnl_reason")),
        new Figure(row.getBigDecimal("daily_return"), row.getString("return_reason")),
        row.getBigDecimal("coverage"),
        new Carried(
            row.getBigDecimal("previous_carried_value"), row.getBigDecimal("carried_value")),
        row.getString("pnl_mark"));
  }

  /** All days of portfolios up to a date, ascending, by portfolio. */
  public Map<Long, List<PerformanceDay>> records(Collection<Long> portfolios, LocalDate upTo) {
    Map<Long, List<PerformanceDay>> records = new HashMap<>();
    jdbc.sql(RECORDS)
        .param("portfolios", SqlArrays.keys(portfolios))
        .param("up_to", upTo)
        .query(
            row -> {
              records
                  .computeIfAbsent(row.getLong("portfolio_id"), none -> new ArrayList<>())
                  .add(day(row));
            });
    return records;
  }

  private static PerformanceDay day(ResultSet row) throws SQLException {
    return new PerformanceDay(
        row.getObject("snapshot_date", LocalDate.class),
        row.getObject("previous_date", LocalDate.class),
        row.getBigDecimal("value_before"),
        row.getBigDecimal("value_after"),
        row.getBigDecimal("net_asset_value"),
        row.getBigDecimal("external_flows"),
        row.getBigDecimal("day_trade_inflows"),
        row.getBigDecimal("day_trade_outflows"),
        new Figure(row.getBigDecimal("daily_pnl"), row.getString("pnl_reason")),
        new Figure(row.getBigDecimal("daily_return"), row.getString("return_reason")),
        row.getBigDecimal("coverage").doubleValue());
  }
}
