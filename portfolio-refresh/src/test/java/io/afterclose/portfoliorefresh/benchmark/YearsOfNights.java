package io.afterclose.portfoliorefresh.benchmark;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.quant.factor.Factor;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Portfolios with a snapshot of each of many sessions, and one session more that has its prices but
 * no snapshot yet. Made by the database itself.
 *
 * @param portfolios with twenty positions each
 * @param sessions with a snapshot
 */
record YearsOfNights(int portfolios, int sessions) {

  static final LocalDate D = LocalDate.parse("2022-06-30");

  private static final String SESSIONS =
      """
      create table sessions as
      select session, row_number() over (order by session) as number
      from unnest(cast(:sessions as date[])) as s(session)
      """;

  private static final String CLOSES =
      """
      insert into market_data_cache (symbol, price_date, close, source, status, fetched_at)
      select n.symbol, s.session, 50 + (hashtext(n.symbol) % 40) + s.number * 0.01, 'test', 'FINAL',
        now()
      from sessions s
      cross join (
        select 'S' || number as symbol from generate_series(0, 499) as g(number)
        union all select 'SPY') n
      where s.session between :from and :to
      """;

  private static final String EXPOSURES =
      """
      insert into symbol_factor_exposures
        (symbol, factor_code, calculation_date, status, beta, observations, window_sessions)
      select 'S' || g.number, f.code, :date, 'FITTED', 1, 90, 90
      from generate_series(0, 499) as g(number)
      cross join unnest(cast(:factors as text[])) as f(code)
      """;

  private static final String PORTFOLIOS =
      """
      insert into portfolios (name, created_at)
      select 'Portfolio ' || number, now() from generate_series(1, :portfolios) as g(number)
      """;

  private static final String POSITIONS =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier)
      select f.portfolio_id, 'S' || (f.portfolio_id * 7 + n.number * 23) % 500, 'PUBLIC', 'LONG', 10,
        :entry, :entry, 40, 1
      from portfolios f cross join generate_series(1, 20) as n(number)
      """;

  private static final String SNAPSHOTS =
      """
      insert into portfolio_snapshots
        (portfolio_id, snapshot_date, revision, status, total_value, total_cost, total_pnl,
        pnl_percent, cash_value, net_asset_value, cumulative_external_flows, long_value, short_value,
        gross_exposure, net_exposure, position_count, priced_count, stale_count, estimated_count,
        unpriced_count, coverage, fingerprint, reason, written_at)
      select f.portfolio_id, s.session, 1, 'COMPLETE', 1, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 20, 20, 0, 0,
        0, 1, repeat('0', 64), 'MISSING', now()
      from sessions s cross join portfolios f
      where s.session < :target
      """;

  /** Stores all of it up to the session before {@link #D}. */
  void store(Database database) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    List<LocalDate> all = NyseCalendar.standard().lastSessions(sessions + 1, D);
    jdbc.sql(SESSIONS)
        .param("sessions", all.stream().map(LocalDate::toString).toArray(String[]::new))
        .update();
    closes(jdbc, all.get(0), all.get(sessions - 1));
    jdbc.sql(PORTFOLIOS).param("portfolios", portfolios).update();
    jdbc.sql(POSITIONS).param("entry", all.get(0)).update();
    jdbc.sql(SNAPSHOTS).param("target", D).update();
    jdbc.sql("vacuum analyze").update();
  }

  /** What the symbol job stores on the evening of {@link #D}. */
  void evening(Database database) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    closes(jdbc, D, D);
    jdbc.sql(EXPOSURES).param("date", D).param("factors", factors()).update();
    new SymbolNights(database.dataSource()).completed(D);
  }

  private static String[] factors() {
    return Arrays.stream(Factor.values()).map(Enum::name).toArray(String[]::new);
  }

  private static void closes(JdbcClient jdbc, LocalDate from, LocalDate to) {
    jdbc.sql(CLOSES).param("from", from).param("to", to).update();
  }
}
