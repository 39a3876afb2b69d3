package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deactivated symbols with their reasons, and the runs' decisions on a symbol. */
public final class UniverseAuditStore {

  /** In each of the last decisive runs unknown to every provider, and without a price since. */
  private static final String UNKNOWN_IN_ALL =
      """
      with decisive as (
        select distinct session from symbol_batch_universe
        where unscoped and decisive and session <= :date
        order by session desc
        limit :count
      )
      select u.symbol
      from symbol_batch_universe u
      join decisive d on d.session = u.session
      where u.unscoped and u.decisive and u.included and u.unknown and u.reason <> 'FACTOR_ETF'
        and not exists (
          select from market_data_cache m
          where m.symbol = u.symbol and m.price_date >= (select min(session) from decisive))
      group by u.symbol
      having count(distinct u.session) = :count
      order by u.symbol collate "C"
      """;

  private static final String REACTIVATE =
      """
      with back as (
        update symbol_universe set deactivated_on = null, deactivated_why = null
        where symbol = :symbol and deactivated_on is not null
        returning symbol
      )
      insert into symbol_universe_audit (symbol, action, effective_on, reason, recorded_at)
      select symbol, 'REACTIVATED', :from, :why, :now from back
      """;

  private static final String DEACTIVATE =
      """
      with gone as (
        insert into symbol_universe (symbol, asset_kind, origin, first_seen_date, added_at,
          deactivated_on, deactivated_why)
        select u.symbol, max(u.asset_kind), 'POSITION', min(u.session), :now, :from, :why
        from symbol_batch_universe u where u.symbol = any (:symbols)
        group by u.symbol
        on conflict (symbol) do update set
          deactivated_on = excluded.deactivated_on, deactivated_why = excluded.deactivated_why
        where symbol_universe.deactivated_on is null
        returning symbol
      )
      insert into symbol_universe_audit (symbol, action, effective_on, reason, recorded_at)
      select symbol, 'DEACTIVATED', :from, :why, :now from gone
      """;

  private static final String DECISIONS =
      """
      select session, reason from symbol_batch_universe
      where symbol = :symbol and unscoped and session is not null
      order by session desc
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public UniverseAuditStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * The symbols that no provider knew in each of the last runs that decide, and that have no price
   * since the first of these. A run in which a provider failed says nothing, and neither does one
   * of a session that was past when it began.
   *
   * @param count how many such runs there must be
   */
  public List<Symbol> unknownInAll(int count, LocalDate date) {
    return jdbc.sql(UNKNOWN_IN_ALL)
        .param("date", date)
        .param("count", count)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .list();
  }

  /**
   * Brings a symbol back into the universe, with a row of audit.
   *
   * @return false when it was not deactivated
   */
  public boolean reactivate(Symbol symbol, LocalDate from, String why) {
    return jdbc.sql(REACTIVATE)
            .param("now", Timestamp.from(clock.instant()))
            .param("symbol", symbol.text())
            .param("from", from)
            .param("why", why)
            .update()
        > 0;
  }

  /** Takes symbols out of the universe from a session on, each with a row of audit. */
  public void deactivate(Collection<Symbol> symbols, LocalDate from, String why) {
    jdbc.sql(DEACTIVATE)
        .param("now", Timestamp.from(clock.instant()))
        .param("from", from)
        .param("why", why)
        .param("symbols", SqlArrays.texts(symbols))
        .update();
  }

  /** The runs' decisions on a symbol, newest first. */
  public List<UniverseDecision> decisions(Symbol symbol) {
    return jdbc.sql(DECISIONS)
        .param("symbol", symbol.text())
        .query(
            (row, number) ->
                new UniverseDecision(
                    row.getObject("session", LocalDate.class),
                    UniverseReason.valueOf(row.getString("reason"))))
        .list();
  }
}
