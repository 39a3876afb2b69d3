package io.afterclose.deploy.benchmark;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Portfolios with shares of a {@link SeededMarket}, long and short, bought between the first and
 * the last quarter of its sessions; a deposit each, dividends of every tenth share while it is
 * held, and one snapshot, of the session before the missing ones.
 *
 * @param portfolios how many
 * @param positions of each
 * @param missing sessions up to {@link SeededMarket#D} that no snapshot is of
 */
record SeededPortfolios(int portfolios, int positions, int missing) {

  private static final String POSITIONS =
      """
      with share as (
        select symbol, row_number() over (order by symbol) - 1 as number from symbol_universe),
      session as (
        select session, number - 1 as number
        from unnest(array[%s]::date[]) with ordinality as s(session, number))
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier)
      select n, m.symbol, 'PUBLIC', case when (n + k) %% 6 = 0 then 'SHORT' else 'LONG' end,
        10 + (13 * n + 7919 * k) %% 900, m.price_date, m.price_date, m.close, 1
      from generate_series(1, %d) n
      cross join generate_series(0, %d - 1) k
      join share on share.number = (7 * n + 23 * k) %% (select count(*) from share)
      join session on session.number = %d + (5 * n + 11 * k) %% %d
      join market_data_cache m on m.symbol = share.symbol and m.price_date = session.session
      order by n, k
      """;

  private static final String DIVIDENDS =
      """
      insert into corporate_actions (symbol, ex_date, kind, value, source, fetched_at)
      select symbol, ex_date, 'DIVIDEND', 0.35, 'csv', now()
      from (select symbol, row_number() over (order by symbol) as number from symbol_universe) s
      cross join unnest(array[%s]::date[]) as ex_date
      where number %% 10 = 3
      """;

  private static final String DEPOSITS =
      """
      insert into cash_movements (portfolio_id, movement_date, kind, amount, recorded_at)
      select portfolio_id, '%s', 'DEPOSIT', 5000000, now() from portfolios
      """;

  private static final String EARLIER_EXPOSURES =
      """
      insert into symbol_factor_exposures (symbol, factor_code, calculation_date, status, beta,
        observations, window_sessions)
      select symbol, factor_code, session, status, beta, observations, window_sessions
      from symbol_factor_exposures
      cross join unnest(array[%s]::date[]) as session
      where calculation_date = '%s'
      """;

  private static final String SNAPSHOTS =
      """
      insert into portfolio_snapshots (portfolio_id, snapshot_date, revision, status, total_value,
        total_cost, total_pnl, pnl_percent, cash_value, net_asset_value, cumulative_external_flows,
        long_value, short_value, gross_exposure, net_exposure, position_count, priced_count,
        stale_count, estimated_count, unpriced_count, coverage, fingerprint, reason, written_at)
      select portfolio_id, '%s', 1, 'COMPLETE', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        repeat('0', 64), 'MISSING', now()
      from portfolios
      """;

  /** A copy is another database: what was read in the first one would count as unknown. */
  static final String READ_HERE = "update portfolio_snapshots set read_server = server_identity()";

  /** Stores them where the night of {@link SeededMarket#D} is done. */
  void store(BenchmarkDatabase database, SeededMarket market) throws SQLException {
    List<LocalDate> sessions = market.sessions();
    int length = sessions.size();
    LocalDate snapshot = sessions.get(length - 1 - missing);
    database.execute(
        "insert into portfolios (name, created_at) select 'Portfolio ' || lpad(n::text, 6, '0'),"
            + " '2021-01-04' from generate_series(1, %d) n".formatted(portfolios));
    database.execute(
        POSITIONS.formatted(quoted(sessions), portfolios, positions, length / 4, length / 2));
    database.execute(
        DIVIDENDS.formatted(quoted(List.of(sessions.get(length - 30), sessions.get(length - 3)))));
    database.execute(DEPOSITS.formatted(sessions.get(0)));
    database.execute(
        EARLIER_EXPOSURES.formatted(
            quoted(sessions.subList(length - missing, length - 1)), SeededMarket.D));
    database.execute("analyze");
    database.execute(SNAPSHOTS.formatted(snapshot));
    database.execute("vacuum analyze");
  }

  private static String quoted(List<LocalDate> sessions) {
    return String.join(",", sessions.stream().map("'%s'"::formatted).toList());
  }
}
