package io.afterclose.deploy.benchmark;

import java.time.LocalDate;
import java.util.List;

/**
 * The rows of a refresh of {@link SeededPortfolios} by one INSERT for the snapshots and one UPDATE
 * for the positions' values: no fingerprint, no split, no stale or missing close, no restart.
 */
final class PlainRefresh {

  private static final String SNAPSHOTS =
      """
      insert into portfolio_snapshots (portfolio_id, snapshot_date, revision, status, total_value,
        total_cost, total_pnl, pnl_percent, cash_value, net_asset_value, cumulative_external_flows,
        long_value, short_value, gross_exposure, net_exposure, position_count, priced_count,
        stale_count, estimated_count, unpriced_count, coverage, fingerprint, reason, written_at,
        read_server)
      select v.portfolio_id, v.session, 1, 'COMPLETE', long + short, cost, long + short - cost,
        (long + short - cost) * 100 / gross_cost, cash, cash + long + short, flows,
        long, short, long - short, long + short, positions, positions, 0, 0, 0, 1,
        repeat('0', 64), 'MISSING', now(), (select server_identity())
      from (
        select portfolio_id, session,
          coalesce(sum(value) filter (where value > 0), 0) as long,
          coalesce(sum(value) filter (where value < 0), 0) as short,
          sum(cost) as cost, sum(abs(cost)) as gross_cost, count(*) as positions,
          sum(dividends) - sum(cost) as earned
        from (
          select p.portfolio_id, m.price_date as session, g.signed * m.close as value,
            g.signed * p.entry_price as cost,
            g.signed * coalesce((
              select sum(a.value) from corporate_actions a
              where a.symbol = p.symbol and a.kind = 'DIVIDEND' and a.ex_date > p.entry_date
                and a.ex_date <= m.price_date), 0) as dividends
          from positions p
          cross join lateral (
            select case p.position_type when 'LONG' then 1 else -1 end * p.quantity * p.multiplier
              as signed) g
          join market_data_cache m on m.symbol = p.symbol
            and m.price_date > '%1$s' and m.price_date <= '%2$s') valued
        group by portfolio_id, session) v
      join (
        select portfolio_id, sum(amount) as flows from cash_movements group by portfolio_id) d
        on d.portfolio_id = v.portfolio_id
      cross join lateral (select flows + earned as cash) c
      """;

  private static final String POSITIONS =
      """
      update positions p set last_price = m.close, last_price_date = m.price_date,
        valued_on = m.price_date, market_value = g.signed * m.close,
        unrealized_pnl = g.signed * (m.close - p.entry_price)
      from positions o
      cross join lateral (
        select case o.position_type when 'LONG' then 1 else -1 end * o.quantity * o.multiplier
          as signed) g
      join market_data_cache m on m.symbol = o.symbol and m.price_date = '%2$s'
      where o.position_id = p.position_id
      """;

  private PlainRefresh() {}

  /**
   * In one transaction.
   *
   * @param after the session of the newest snapshot
   */
  static List<String> statements(LocalDate after, LocalDate date) {
    return List.of(
        "begin", SNAPSHOTS.formatted(after, date), POSITIONS.formatted(after, date), "commit");
  }
}
