package io.afterclose.portfolio.position;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was stated about a portfolio when a snapshot was read: what is stated now, with every change
 * that the snapshot did not see taken back. Of several changes of one row the oldest kept what was
 * there before.
 */
public final class PastPortfolioStore {

  private static final String POSITIONS =
      """
      with undone as (
        select distinct on (position_id) position_id, before from portfolio_changes
        where portfolio_id = ? and kind in ('POSITION', 'DELETION')
          and not pg_visible_in_snapshot(known_transaction(transaction_id), ?::pg_snapshot)
        order by position_id, change_id
      )
      select position_id, portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price
      from (
        select (jsonb_populate_record(null::positions, before)).* from undone
        where before is not null
        union all
        select p.* from positions p
        where p.portfolio_id = ?
          and not exists (select from undone u where u.position_id = p.position_id)
      ) past
      where deleted_at is null
      order by position_id
      """;

  private static final String CASH =
      """
      with undone as (
        select distinct on (movement_id) movement_id, before from portfolio_changes
        where portfolio_id = ? and kind = 'CASH'
          and not pg_visible_in_snapshot(known_transaction(transaction_id), ?::pg_snapshot)
        order by movement_id, change_id
      )
      select movement_id, portfolio_id, movement_date, kind, amount, position_id
      from (
        select (jsonb_populate_record(null::cash_movements, before)).* from undone
        where before is not null
        union all
        select m.* from cash_movements m
        where m.portfolio_id = ?
          and not exists (select from undone u where u.movement_id = m.movement_id)
      ) past
      order by movement_id
      """;

  /** Valuations of all positions that the portfolio ever had; who asks takes those it had then. */
  private static final String VALUATIONS =
      """
      with own as (
        select position_id from positions where portfolio_id = ?
        union
        select position_id from portfolio_changes where portfolio_id = ? and position_id is not null
      ), undone as (
        select distinct on (c.position_id, c.first_date) c.position_id, c.first_date, c.before
        from portfolio_changes c
        join own on own.position_id = c.position_id
        where c.kind = 'VALUATION'
          and not pg_visible_in_snapshot(known_transaction(c.transaction_id), ?::pg_snapshot)
        order by c.position_id, c.first_date, c.change_id
      )
      select position_id, as_of, amount
      from (
        select (jsonb_populate_record(null::position_valuations, before)).* from undone
        where before is not null
        union all
        select v.* from position_valuations v
        join own on own.position_id = v.position_id
        where not exists (
          select from undone u where u.position_id = v.position_id and u.first_date = v.as_of)
      ) past
      order by position_id, as_of
      """;

  private final JdbcTemplate jdbc;

  public PastPortfolioStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * What was stated about a portfolio.
   *
   * @param readPosition what the snapshot saw, as it was kept with it
   * @throws IllegalArgumentException when it contradicts itself
   */
  public PortfolioHistory stated(Portfolio portfolio, String readPosition) {
    long key = portfolio.id();
    return new PortfolioHistory(
        portfolio,
        jdbc.query(POSITIONS, PortfolioStore::position, key, readPosition, key),
        jdbc.query(CASH, PortfolioStore::cash, key, readPosition, key),
        valuations(key, readPosition));
  }

  private List<ManualValuation> valuations(long key, String readPosition) {
    return jdbc.query(VALUATIONS, PortfolioStore::valuation, key, key, readPosition);
  }
}
