package io.afterclose.report.completeness;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
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
   * rename, a merger or a delisting a symbol has no closes of its own any more. What is so of a
   * symbol is looked up once for all lots of it; lots of a symbol that lacks nothing are left out
   * where those that lack something are asked for.
   */
  private static final String SYMBOLS =
      """
      with held as materialized (
        select h.symbol, h.held_to,
          exists (
            select from market_data_cache m
            where m.symbol = h.symbol and m.price_date between h.held_to - 10 and h.held_to)
            as priced,
          exists (
            select from corporate_actions k
            where k.symbol = h.symbol and k.ex_date <= h.held_to
              and k.kind in ('RENAME', 'STOCK_MERGER', 'CASH_MERGER', 'DELISTED')) as carried
        from (
          select distinct p.symbol,
            least(p.exit_date - 1,
              case when p.investment_class = 'OPTIONS' then day_after_expiry(p.symbol) - 1 end,
              cast(:session as date)) as held_to
          from positions p
          where p.deleted_at is null and p.investment_class <> 'PRIVATE'
            and p.portfolio_id between :from and :to) h
      ), symbols as materialized (
        select s.symbol, s.unpriced, e.exposures, e.unfitted, q.status, q.reason,
          (select min(m.price_date) from market_data_cache m where m.symbol = s.symbol)
            as priced_from,
          exists (
            select from symbol_daily_metrics d
            where d.metrics_date >= :session and d.symbol = s.symbol) as measured
        from (
          select symbol, bool_or(not priced and not carried) as unpriced from held group by symbol) s
        left join symbol_onboarding_queue q on q.symbol = s.symbol
        cross join lateral (
          select count(*) as exposures,
            min(x.status) filter (where x.status <> 'FITTED') as unfitted
          from symbol_factor_exposures x
          where x.calculation_date = :session and x.symbol = s.symbol
        ) e
      ), lots as (
        select p.portfolio_id, p.symbol, p.investment_class,
          min(p.entry_date) as entry_date,
          max(least(p.exit_date - 1,
            case when p.investment_class = 'OPTIONS' then day_after_expiry(p.symbol) - 1 end,
            cast(:session as date))) as held_to
        from positions p
        where p.deleted_at is null and p.investment_class <> 'PRIVATE'
          and p.portfolio_id between :from and :to
          and (:all or p.symbol = any (array(
            select s.symbol from symbols s
            where s.unpriced or s.exposures < :factors or s.unfitted is not null
              or not s.measured)))
        group by p.portfolio_id, p.symbol, p.investment_class
      ), states as (
        select l.portfolio_id, l.symbol,
          l.investment_class = 'PUBLIC' and l.held_to = :session and not h.carried as modelled,
          h.carried or h.priced as priced,
          h.carried or s.priced_from <= l.entry_date + 10 as priced_since_entry,
          case when l.investment_class = 'PUBLIC' then s.exposures end as exposures,
          case when l.investment_class = 'PUBLIC' then s.unfitted end as unfitted,
          s.measured,
          l.investment_class = 'OPTIONS' and day_after_expiry(l.symbol) <= :session as expired,
          s.status, s.reason
        from lots l
        join held h on h.symbol = l.symbol and h.held_to = l.held_to
        join symbols s on s.symbol = l.symbol
      )
      select s.*, f.name
      from states s join portfolios f on f.portfolio_id = s.portfolio_id
      where f.deleted_at is null and (:all or not s.priced or s.modelled
        and (s.exposures < :factors or s.unfitted is not null or not s.measured))
      order by s.portfolio_id, s.symbol collate "C"
      """;

  private static final String SNAPSHOTS =
      """
      select portfolio_id, count(*) as made, count(*) filter (where status = 'PARTIAL') as partial
      from portfolio_snapshots_latest
      where portfolio_id = any (:portfolios) and snapshot_date <= :session
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
    return symbols(range, session, true);
  }

  /** Those of them alone that lack a price, exposures or metrics of the session. */
  public List<SymbolState> lacking(KeyRange range, LocalDate session) {
    return symbols(range, session, false);
  }

  private List<SymbolState> symbols(KeyRange range, LocalDate session, boolean all) {
    return jdbc.sql(SYMBOLS)
        .param("session", session)
        .param("from", range.from())
        .param("to", range.to())
        .param("all", all)
        .param("factors", Factor.values().length)
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

  /** Snapshots of portfolios up to a session; one without any is left out. */
  public Map<Long, SnapshotCount> snapshots(Collection<Long> portfolios, LocalDate session) {
    Map<Long, SnapshotCount> counts = new HashMap<>();
    jdbc.sql(SNAPSHOTS)
        .param("session", session)
        .param("portfolios", SqlArrays.keys(portfolios))
        .query(
            row -> {
              counts.put(
                  row.getLong("portfolio_id"),
                  new SnapshotCount(row.getLong("made"), row.getLong("partial")));
            });
    return counts;
  }
}
