package io.afterclose.portfolio.position;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was recorded about a portfolio when a snapshot read it: what is recorded now, with every
 * change undone that was not visible to the snapshot. Of several changes of one row the oldest
 * holds what was there before.
 */
public final class PastPortfolioStore {

  private static final String POSITIONS =
      """
      with undone as (
        select distinct on (position_id) position_id, before from portfolio_changes
        where portfolio_id = :portfolio and kind in ('POSITION', 'DELETION')
          and not pg_visible_in_snapshot(
            known_transaction(transaction_id), cast(:snapshot as pg_snapshot))
        order by position_id, change_id
      )
      select position_id, portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price, opened_in_kind,
        entry_assumed, entry_reference, spun_off_from, closed_in_kind, exit_assumed, exit_reference,
        coalesce(divided_from, position_id) as origin
      from (
        select r.position_id, r.portfolio_id, r.symbol, r.investment_class, r.position_type,
          r.quantity, r.quantity_as_of, r.entry_date, r.entry_price, r.multiplier, r.exit_date,
          r.exit_price, r.opened_in_kind, r.entry_assumed, r.entry_reference, r.spun_off_from,
          r.closed_in_kind,
          r.exit_assumed, r.exit_reference, r.divided_from, r.deleted_at
        from undone u
        cross join lateral jsonb_populate_record(cast(null as positions), u.before) r
        where u.before is not null
        union all
        select p.position_id, p.portfolio_id, p.symbol, p.investment_class, p.position_type,
          p.quantity, p.quantity_as_of, p.entry_date, p.entry_price, p.multiplier, p.exit_date,
          p.exit_price, p.opened_in_kind, p.entry_assumed, p.entry_reference, p.spun_off_from,
          p.closed_in_kind,
          p.exit_assumed, p.exit_reference, p.divided_from, p.deleted_at
        from positions p
        where p.portfolio_id = :portfolio
          and not exists (select from undone u where u.position_id = p.position_id)
      ) past
      where deleted_at is null
      order by position_id
      """;

  private static final String CASH =
      """
      with undone as (
        select distinct on (movement_id) movement_id, before from portfolio_changes
        where portfolio_id = :portfolio and kind = 'CASH'
          and not pg_visible_in_snapshot(
            known_transaction(transaction_id), cast(:snapshot as pg_snapshot))
        order by movement_id, change_id
      )
      select movement_id, portfolio_id, movement_date, kind, amount, replaces, position_id, symbol,
        ex_date, coalesce(divided_from, movement_id) as origin
      from (
        select r.movement_id, r.portfolio_id, r.movement_date, r.kind, r.amount, r.replaces,
          r.position_id, r.symbol, r.ex_date, r.divided_from
        from undone u
        cross join lateral jsonb_populate_record(cast(null as cash_movements), u.before) r
        where u.before is not null
        union all
        select m.movement_id, m.portfolio_id, m.movement_date, m.kind, m.amount, m.replaces,
          m.position_id, m.symbol, m.ex_date, m.divided_from
        from cash_movements m
        where m.portfolio_id = :portfolio
          and not exists (select from undone u where u.movement_id = m.movement_id)
      ) past
      order by movement_id
      """;

  /**
   * Of all positions that the portfolio ever had; those it did not have then are left out later.
   */
  private static final String VALUATIONS =
      """
      with own as (
        select position_id from positions where portfolio_id = :portfolio
        union
        select position_id from portfolio_changes where portfolio_id = :portfolio and position_id is not null
      ), undone as (
        select distinct on (c.position_id, c.first_date) c.position_id, c.first_date, c.before
        from portfolio_changes c
        join own on own.position_id = c.position_id
        where c.kind = 'VALUATION'
          and not pg_visible_in_snapshot(
            known_transaction(c.transaction_id), cast(:snapshot as pg_snapshot))
        order by c.position_id, c.first_date, c.change_id
      )
      select position_id, as_of, amount, quantity
      from (
        select r.position_id, r.as_of, r.amount, r.quantity
        from undone u
        cross join lateral jsonb_populate_record(cast(null as position_valuations), u.before) r
        where u.before is not null
        union all
        select v.position_id, v.as_of, v.amount, v.quantity
        from position_valuations v
        join own on own.position_id = v.position_id
        where not exists (
          select from undone u where u.position_id = v.position_id and u.first_date = v.as_of)
      ) past
      order by position_id, as_of
      """;

  private final JdbcClient jdbc;

  public PastPortfolioStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * What was recorded about a portfolio.
   *
   * @param readSnapshot the transactions that were visible to the snapshot, as stored with it
   * @throws IllegalArgumentException when it contradicts itself
   */
  public PortfolioHistory recorded(Portfolio portfolio, String readSnapshot) {
    return new PortfolioHistory(
        portfolio,
        past(POSITIONS, portfolio, readSnapshot, PositionStore::position),
        past(CASH, portfolio, readSnapshot, CashMovementStore::movement),
        past(VALUATIONS, portfolio, readSnapshot, ManualValuationStore::valuation));
  }

  private <T> List<T> past(
      String sql, Portfolio portfolio, String readSnapshot, RowMapper<T> mapper) {
    return jdbc.sql(sql)
        .param("portfolio", portfolio.id())
        .param("snapshot", readSnapshot)
        .query(mapper)
        .list();
  }
}
