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

  /** Unknown to every provider in each of some sessions, and without a price of them. */
  private static final String UNKNOWN_ON_ALL =
      """
      select u.symbol
      from symbol_batch_universe u
      where u.unscoped and u.included and u.unknown and u.reason <> 'FACTOR_ETF'
        and u.session = any (cast(:sessions as date[]))
        and not exists (
          select 1 from market_data_cache m
          where m.symbol = u.symbol and m.price_date = any (cast(:sessions as date[])))
      group by u.symbol
      having count(distinct u.session) = :count
      order by u.symbol collate "C"
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
   * The symbols that were in on each of these sessions, that no provider knew then, and that have a
   * price of none of them. A run in which a provider failed does not count.
   */
  public List<Symbol> unknownOnAll(Collection<LocalDate> sessions) {
    return jdbc.sql(UNKNOWN_ON_ALL)
        .param("sessions", SqlArrays.texts(sessions))
        .param("count", sessions.size())
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .list();
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
