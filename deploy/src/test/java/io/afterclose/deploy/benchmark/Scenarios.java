package io.afterclose.deploy.benchmark;

import io.afterclose.deploy.benchmark.Bound.Rows;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** The scenarios, made ready: their seeds and files exist. */
final class Scenarios {
  /** What any model or metric looks at: a year and its first return. */
  private static final int YEAR = 253;

  private static final int BACKFILLED = 20;

  /** The symbol job keeps prices complete on so many days. */
  private static final int LOOKBACK_DAYS = 400;

  private static final String D = SeededMarket.D.toString();
  private static final String BETAS =
      """
      select beta from symbol_factor_exposures where calculation_date = '%s'
      order by symbol collate "C", factor_code collate "C"
      """
          .formatted(D);
  private static final String NET_ASSET_VALUES =
      """
      select net_asset_value from portfolio_snapshots where snapshot_date = '%s'
      order by portfolio_id
      """
          .formatted(D);

  private final Seeds seeds;
  private final Seeds.Job night;
  private final int symbols;
  private final int positions;

  /**
   * @param night the symbol job's of {@link SeededMarket#D} at so many symbols
   */
  Scenarios(Seeds seeds, Seeds.Job night, int symbols, int positions) {
    this.seeds = seeds;
    this.night = night;
    this.symbols = symbols;
    this.positions = positions;
  }

  static List<String> night(Seeds seeds, int symbols) throws IOException {
    return List.of(
        "run", "--date", D, "--provider", "csv", "--prices", seeds.last(symbols).toString());
  }

  Scenario night(int size) throws SQLException, IOException {
    return night("night", size, seeds.unanalyzed(size));
  }

  Scenario nightAnalyzed(int size) throws SQLException, IOException {
    return night("night-analyzed", size, seeds.analyzed(size));
  }

  private Scenario night(String name, int size, String seed) throws IOException {
    LocalDate from = newest(YEAR);
    return new Scenario(
        name,
        size,
        seed,
        "",
        "symbol-batch",
        night(seeds, size),
        List.of(
            new Rows("market_data_cache", "price_date = '%s'".formatted(D)),
            new Rows("symbol_factor_exposures", "true"),
            new Rows("symbol_daily_metrics", "true")),
        new Bound.Copies(List.of(closes(from))),
        List.of("night", D, from.toString(), seeds.last(size).toString()),
        new Agreement(BETAS, 1e-8));
  }

  Scenario load(int size) throws SQLException, IOException {
    LocalDate newest = seeds.market(8).sessions().get(seeds.market(8).sessions().size() - 2);
    return new Scenario(
        "load",
        size,
        seeds.universe(size),
        "",
        "symbol-batch",
        List.of(
            "run",
            "--date",
            newest.toString(),
            "--provider",
            "csv",
            "--prices",
            seeds.history(size).toString()),
        List.of(new Rows("market_data_cache", "true")),
        new Bound.Copies(List.of()),
        List.of("load", seeds.history(size).toString(), newest.minusDays(LOOKBACK_DAYS).toString()),
        new Agreement("select sum(close) from market_data_cache", 0.001));
  }

  Scenario backfill(int size) throws SQLException, IOException {
    LocalDate from = newest(BACKFILLED);
    LocalDate oldest = newest(YEAR + BACKFILLED);
    return new Scenario(
        "backfill",
        size,
        seeds.priced(size),
        "",
        "symbol-batch",
        List.of(
            "backfill",
            "--from",
            from.toString(),
            "--to",
            D,
            "--provider",
            "csv",
            "--prices",
            seeds.last(size).toString()),
        List.of(
            new Rows("symbol_factor_exposures", "true"), new Rows("symbol_daily_metrics", "true")),
        new Bound.Copies(List.of(closes(oldest))),
        List.of("backfill", from.toString(), D, oldest.toString()),
        new Agreement(BETAS, 1e-8));
  }

  Scenario refresh(int portfolios, int missing) throws SQLException {
    List<LocalDate> sessions = seeds.market(8).sessions();
    LocalDate after = sessions.get(sessions.size() - 1 - missing);
    return new Scenario(
        "refresh-" + missing,
        portfolios,
        seeds.portfolios(symbols, new SeededPortfolios(portfolios, positions, missing), night),
        SeededPortfolios.READ_HERE,
        "portfolio-refresh",
        List.of("run", "--date", D, "--wait", "0s"),
        List.of(
            new Rows("portfolio_snapshots", "snapshot_date > '%s'".formatted(after)),
            new Rows("positions", "valued_on = '%s'".formatted(D))),
        new Bound.Statements(PlainRefresh.statements(after, SeededMarket.D)),
        List.of("refresh", D, after.toString()),
        new Agreement(NET_ASSET_VALUES, 0.011));
  }

  Scenario help() {
    return Scenario.alone("help", 0, null, "symbol-batch", List.of("--help"));
  }

  Scenario nothing() throws SQLException, IOException {
    return Scenario.alone(
        "nothing", symbols, seeds.done(symbols, night), "symbol-batch", night(seeds, symbols));
  }

  private LocalDate newest(int count) {
    List<LocalDate> sessions = seeds.market(8).sessions();
    return sessions.get(Math.max(0, sessions.size() - count));
  }

  private static String closes(LocalDate from) {
    return "select symbol, price_date, close from market_data_cache where price_date >= '%s'"
        .formatted(from);
  }
}
