package io.afterclose.portfolio.snapshot;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the daily performance of portfolios. */
public final class DailyPerformanceStore {

  private static final String OF_DATE =
      """
      select v.daily_pnl, v.daily_return, v.external_flows,
        b.snapshot_date as previous_date, b.net_asset_value as previous_nav,
        coalesce(b.unpriced_count, 0) as previous_unpriced
      from portfolio_daily_performance v
      left join lateral (
        select s.snapshot_date, s.net_asset_value, s.unpriced_count
        from portfolio_snapshots_latest s
        where s.portfolio_id = v.portfolio_id and s.snapshot_date < v.snapshot_date
        order by s.snapshot_date desc limit 1
      ) b on true
      where v.portfolio_id = :portfolio and v.snapshot_date = :date
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
        .query(
            (row, number) ->
                new DailyPerformance(
                    row.getObject("previous_date", LocalDate.class),
                    row.getBigDecimal("previous_nav"),
                    row.getInt("previous_unpriced"),
                    row.getBigDecimal("external_flows"),
                    row.getBigDecimal("daily_pnl"),
                    row.getBigDecimal("daily_return")))
        .single();
  }
}
