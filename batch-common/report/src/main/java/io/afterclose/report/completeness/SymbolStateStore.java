package io.afterclose.report.completeness;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored of the symbols and snapshots of portfolios. */
public final class SymbolStateStore {

  /**
   * A close of one of ten days is the one that a valuation carries at most five sessions. After a
   * rename, a merger or a delisting a symbol has no closes of its own any more.
   */
  private static final String SYMBOLS =
      """
      with lots as materialized (
        select p.portfolio_id, f.name, p.symbol, p.investment_class,
          min(p.entry_date) as entry_date,
          max(least(p.exit_date - 1,
            case when p.investment_class = 'OPTIONS' then day_after_expiry(p.symbol) - 1 end,
            cast(:session as date))) as held_to
        from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where p.deleted_at is null and f.deleted_at is null and p.investment_class <> 'PRIVATE'
          and p.portfolio_id between :from and :to
        group by p.portfolio_id, f.name, p.symbol, p.investment_class
      )
      select l.portfolio_id, l.name, l.symbol,
        l.investment_class = 'PUBLIC' and l.held_to = :session and not carried.on as modelled,
        carried.on or exists (
          select from market_data_cache m
          where m.symbol = l.symbol and m.price_date between l.held_to - 10 and l.held_to)
          as priced,
        carried.on or (
          select min(m.price_date) from market_data_cache m where m.symbol = l.symbol)
          <= l.entry_date + 10 as priced_since_entry,
        e.exposures, e.unfitted,
        exists (
          select from symbol_daily_metrics d
          where d.metrics_date >= :session and d.symbol = l.symbol) as measured,
        l.investment_class = 'OPTIONS' and day_after_expiry(l.symbol) <= :session as expired,
        q.status, q.reason
      from lots l
      left join symbol_onboarding_queue q on q.symbol = l.symbol
      cross join lateral (
        select exists (
          select from corporate_actions k
          where k.symbol = l.symbol and k.ex_date <= l.held_to
            and k.kind in ('RENAME', 'STOCK_MERGER', 'CASH_MERGER', 'DELISTED')) as on
      ) carried
      left join lateral (
        select count(*) as exposures, min(x.status) filter (where x.status <> 'FITTED') as unfitted
        from symbol_factor_exposures x
        where x.calculation_date = :session and x.symbol = l.symbol
      ) e on l.investment_class = 'PUBLIC'
      order by l.portfolio_id, l.symbol collate "C"
      """;

  private static final String SNAPSHOTS =
      """
      select portfolio_id, count(*) as made, count(*) filter (where status = 'PARTIAL') as partial
      from portfolio_snapshots_latest
      where portfolio_id between :from and :to and snapshot_date <= :session
      group by portfolio_id
      """;

  /**
   * How many snapshots a portfolio has.
   *
   * @param partial those of them in which a position has no price
   */
  public record SnapshotCount(long made, long partial) {

    /** Of a portfolio without any. */
    public static final SnapshotCount NONE = new SnapshotCount(0, 0);
  }

  private final JdbcClient jdbc;

  public SymbolStateStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Symbols of the positions of a range, by portfolio and symbol, as they are for a session. */
  public List<SymbolState> symbols(KeyRange range, LocalDate session) {
    return jdbc.sql(SYMBOLS)
        .param("session", session)
        .param("from", range.from())
        .param("to", range.to())
        .query(SymbolStateStore::symbol)
        .list();
  }

  private static SymbolState symbol(ResultSet row, int number) throws SQLException {
    String status = row.getString("status");
    return new SymbolState(
        Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")),
        Symbol.of(row.getString("symbol")),
        row.getBoolean("modelled"),
        new SymbolState.StoredMarket(
            row.getBoolean("priced"),
            row.getBoolean("priced_since_entry"),
            row.getInt("exposures"),
            row.getString("unfitted"),
            row.getBoolean("measured"),
            row.getBoolean("expired")),
        status == null
            ? Optional.empty()
            : Optional.of(new SymbolState.QueueRow(status, row.getString("reason"))));
  }

  /** Snapshots up to a session, by portfolio; one without any is left out. */
  public Map<Long, SnapshotCount> snapshots(KeyRange range, LocalDate session) {
    Map<Long, SnapshotCount> counts = new HashMap<>();
    jdbc.sql(SNAPSHOTS)
        .param("session", session)
        .param("from", range.from())
        .param("to", range.to())
        .query(
            row -> {
              counts.put(
                  row.getLong("portfolio_id"),
                  new SnapshotCount(row.getLong("made"), row.getLong("partial")));
            });
    return counts;
  }
}
