package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Portfolios by the thousand with a year of prices before them, and the exposures that a symbol
 * night leaves. The same numbers every time.
 *
 * @param portfolios how many
 * @param positions of each, of different symbols
 * @param symbols of the market
 */
record ManyFigures(int portfolios, int positions, int symbols) {

  static final LocalDate D = RefreshWorld.D;
  private static final List<LocalDate> SESSIONS = RefreshWorld.calendar().lastSessions(290, D);
  private static final LocalDate ENTRY = SESSIONS.get(SESSIONS.size() - 2);
  private static final Instant NOW = Instant.parse("2022-06-30T21:00:00Z");

  private static final String PORTFOLIOS =
      """
      insert into portfolios (name, created_at)
      select 'Portfolio ' || to_char(n, 'FM00000'), now() from generate_series(1, ?) n
      """;

  private static final String POSITIONS =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier)
      select f.portfolio_id, 'S' || (f.portfolio_id * 7919 + k * 97) %% %d, 'PUBLIC',
        case when (f.portfolio_id + k) %% 9 = 0 then 'SHORT' else 'LONG' end,
        10 + (f.portfolio_id + k) %% 90, '%s', '%s', 100, 1
      from portfolios f cross join generate_series(1, %d) k
      """;

  private static final String CASH =
      """
      insert into cash_movements (portfolio_id, movement_date, kind, amount, recorded_at)
      select portfolio_id, '%s', 'DEPOSIT', 500000, now() from portfolios
      """;

  void store(DataSource dataSource) {
    copy(
        dataSource,
        "market_data_cache",
        List.of("symbol", "price_date", "close", "volume", "source", "status", "fetched_at"),
        this::closes);
    copy(
        dataSource,
        "symbol_factor_exposures",
        List.of(
            "symbol",
            "factor_code",
            "calculation_date",
            "status",
            "beta",
            "raw_beta",
            "r_squared",
            "std_error",
            "observations",
            "window_sessions"),
        this::exposures);
    JdbcClient jdbc = JdbcClient.create(dataSource);
    jdbc.sql(PORTFOLIOS).param(portfolios).update();
    jdbc.sql(POSITIONS.formatted(symbols, ENTRY, ENTRY, positions)).update();
    jdbc.sql(CASH.formatted(ENTRY)).update();
    jdbc.sql("vacuum analyze").update();
  }

  private static void copy(
      DataSource dataSource, String table, List<String> columns, Consumer<BinaryCopy> rows) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (BinaryCopy copy = BinaryCopy.into(connection, table, columns)) {
      rows.accept(copy);
      copy.finish();
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private void closes(BinaryCopy copy) {
    Random random = new Random(11);
    double[] market = random.doubles(SESSIONS.size(), -0.02, 0.0205).toArray();
    FactorEtfs.ALL.forEach(fund -> closes(copy, fund.text(), 1, market, random));
    for (int symbol = 0; symbol < symbols; symbol++) {
      closes(copy, "S" + symbol, (symbol % 20) / 10.0, market, random);
    }
  }

  private static void closes(
      BinaryCopy copy, String symbol, double slope, double[] market, Random random) {
    double close = 100;
    for (int t = 0; t < SESSIONS.size(); t++) {
      close *= 1 + slope * market[t] + 0.01 * (random.nextDouble() - 0.5);
      copy.startRow().text(symbol).date(SESSIONS.get(t));
      copy.numeric(BigDecimal.valueOf(close).setScale(4, RoundingMode.HALF_UP));
      copy.int8(100_000L + t).text("test").text("FINAL").timestamptz(NOW);
    }
  }

  private void exposures(BinaryCopy copy) {
    for (int symbol = 0; symbol < symbols; symbol++) {
      for (LocalDate date : List.of(ENTRY, D)) {
        for (Factor factor : Factor.values()) {
          double beta = (symbol % 20) / 10.0 / (1 + factor.name().length() % 3);
          copy.startRow().text("S" + symbol).text(factor.name()).date(date).text("FITTED");
          copy.float8(beta).float8(beta).float8(0.4).float8(0.1).int4(90).int4(90);
        }
      }
    }
  }
}
