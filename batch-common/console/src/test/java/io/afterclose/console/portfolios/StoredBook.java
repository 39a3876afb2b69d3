package io.afterclose.console.portfolios;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureRow;
import io.afterclose.portfolio.figure.FigureSet;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfolio.snapshot.SnapshotStore.Row;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Portfolios as nights leave them: Growth holds a share with a close, a share owed with an older
 * one and a private position without a value, over three sessions; Cash and Empty hold nothing, and
 * Empty has no snapshot.
 */
public final class StoredBook {

  static final LocalDate FIRST = LocalDate.parse("2022-06-28");
  static final LocalDate BEFORE = LocalDate.parse("2022-06-29");
  static final LocalDate LAST = LocalDate.parse("2022-06-30");

  private static final String FINGERPRINT = "ab".repeat(16);

  private final DataSource dataSource;
  private final SnapshotStore snapshots;
  private final FigureStore figures;
  private final TransactionTemplate transaction;
  public final Portfolio growth;
  public final Portfolio cash;
  public final Portfolio empty;

  private StoredBook(PostgresExtension postgres, Clock clock) {
    this.dataSource = postgres.dataSource();
    this.snapshots = new SnapshotStore(dataSource, clock);
    this.figures = new FigureStore(dataSource, clock);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    PortfolioStore portfolios = new PortfolioStore(dataSource, clock);
    this.growth =
        in(
            () ->
                portfolios.add(
                    PortfolioName.of("Growth & <b>Income</b>"),
                    List.of(
                        lot("AAA", InvestmentClass.PUBLIC, Side.LONG, "100", "50"),
                        lot("BBB", InvestmentClass.PUBLIC, Side.SHORT, "20", "100"),
                        lot("FARM", InvestmentClass.PRIVATE, Side.LONG, "1", "900"))));
    this.cash = in(() -> portfolios.add(PortfolioName.of("Cash"), List.of()));
    this.empty = in(() -> portfolios.add(PortfolioName.of("Empty"), List.of()));
  }

  /** Stores them. */
  public static StoredBook stored(PostgresExtension postgres, Clock clock) {
    StoredBook book = new StoredBook(postgres, clock);
    book.snapshot(book.growth, FIRST, 1, "10000.00", "6000.00", "-2000.00");
    book.snapshot(book.growth, BEFORE, 1, "10050.00", "6050.00", "-2000.00");
    book.snapshot(book.growth, LAST, 1, "10100.00", "6100.00", "-2000.00");
    book.snapshot(book.cash, LAST, 1, "500.00", "0.00", "0.00");
    book.values();
    book.figures();
    return book;
  }

  private <T> T in(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  private static NewPosition lot(
      String symbol, InvestmentClass kind, Side side, String quantity, String price) {
    return new NewPosition(
        Symbol.of(symbol),
        kind,
        side,
        new BigDecimal(quantity),
        FIRST,
        FIRST,
        new BigDecimal(price),
        BigDecimal.ONE,
        null,
        null);
  }

  void snapshot(
      Portfolio portfolio, LocalDate date, int revision, String nav, String longs, String shorts) {
    boolean holds = portfolio.equals(growth);
    BigDecimal up = new BigDecimal(longs);
    BigDecimal down = new BigDecimal(shorts);
    SnapshotTotals totals =
        new SnapshotTotals(
            holds ? Status.PARTIAL : Status.COMPLETE,
            new SnapshotTotals.Worth(
                up.add(down),
                new BigDecimal("3000.00"),
                up.add(down).subtract(new BigDecimal("3000.00")),
                new BigDecimal("1.000000")),
            new SnapshotTotals.Cash(
                new BigDecimal(nav).subtract(up.add(down)),
                new BigDecimal(nav),
                new BigDecimal("10000.00")),
            new SnapshotTotals.Exposure(up, down, up.subtract(down), up.add(down)),
            holds
                ? new SnapshotTotals.PositionCounts(3, 1, 1, 0, 1)
                : new SnapshotTotals.PositionCounts(0, 0, 0, 0, 0),
            new BigDecimal(holds ? "0.990000" : "1.000000"),
            0,
            new SnapshotTotals.Unpriced(new BigDecimal("0.00"), 0),
            SnapshotTotals.DayTrades.NONE);
    in(
        () -> {
          snapshots.add(
              List.of(
                  new Row(
                      new Snapshot(portfolio.id(), date, totals, "0f".repeat(32)),
                      revision,
                      revision == 1 ? "MISSING" : "PRICE")),
              null);
          return true;
        });
  }

  private void values() {
    in(
        () -> {
          snapshots.updatePositionValues(
              KeyRange.only(growth.id()),
              List.of(
                  value("AAA", "61", LAST, "6100.00", "1100.00"),
                  value("BBB", "100", BEFORE, "-2000.00", "0.00"),
                  value("FARM", null, null, null, null)));
          return true;
        });
  }

  private PositionValue value(
      String symbol,
      @Nullable String price,
      @Nullable LocalDate priced,
      @Nullable String value,
      @Nullable String profit) {
    long key =
        JdbcClient.create(dataSource)
            .sql("select position_id from positions where portfolio_id = ? and symbol = ?")
            .params(growth.id(), symbol)
            .query(Long.class)
            .single();
    return new PositionValue(
        key,
        LAST,
        price == null ? null : new BigDecimal(price),
        priced,
        value == null ? null : new BigDecimal(value),
        profit == null ? null : new BigDecimal(profit));
  }

  private void figures() {
    for (LocalDate date : List.of(BEFORE, LAST)) {
      List<FigureRow> rows = new ArrayList<>();
      rows.add(row(FigureKey.of(FigureCode.NET_ASSET_VALUE), 10_100));
      rows.add(row(FigureKey.of(FigureCode.TWR, "MTD"), 0.0123));
      rows.add(row(FigureKey.of(FigureCode.BENCHMARK_TWR, "MTD"), -0.01));
      rows.add(unknown(FigureKey.of(FigureCode.TWR, "12M"), "the record starts later"));
      rows.add(row(FigureKey.of(FigureCode.VOLATILITY, "21"), 0.18));
      rows.add(unknown(FigureKey.of(FigureCode.VOLATILITY, "63"), "21 of 63 returns"));
      rows.add(row(FigureKey.of(FigureCode.HERFINDAHL), 6_000));
      rows.add(row(new FigureKey(FigureCode.SECTOR_NET, "", "Energy"), 4_100.004));
      rows.add(row(new FigureKey(FigureCode.SECTOR_NET, "", "Cash"), 6_000));
      rows.add(row(new FigureKey(FigureCode.BRIDGE, "1D", "PROFIT"), 50));
      rows.add(row(new FigureKey(FigureCode.BRIDGE, "1D", "PRICE_CHANGE"), 49));
      rows.add(row(new FigureKey(FigureCode.BRIDGE, "1D", "DIVIDENDS"), 1));
      figures.add(List.of(new FigureSet(growth.id(), date, rows, grids(), "no figures yet")), null);
    }
  }

  private static List<FigureGrid> grids() {
    return List.of(
        FigureGrid.of(
            GridCode.POSITION_EXPOSURES,
            List.of("AAA", "BBB"),
            List.of("EXPOSURE", "WEIGHT"),
            new double[][] {{6_050, 0.6}, {-2_000, -0.2}},
            FINGERPRINT),
        FigureGrid.of(
            GridCode.FACTOR_EXPOSURES,
            List.of("MARKET_BETA", "IR_BETA"),
            List.of("OF_NAV", "NORMALISED", "DOLLARS", "COVERED", "ERROR"),
            new double[][] {
              {0.4, 0.9, 4_040, 0.99, 0.05}, {Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN}
            },
            FINGERPRINT),
        FigureGrid.of(
            GridCode.STRESS,
            List.of("MARKET_DOWN_5", "MARKET_UP_5"),
            List.of("PROPAGATED", "DIRECT", "COVERED", "LOSS_EXCEEDS_NAV", "SHOCK_OUTSIDE_HISTORY"),
            new double[][] {{-202, -202, 0.99, 0, 1}, {Double.NaN, 202, 0.5, 0, 0}},
            FINGERPRINT),
        new FigureGrid(
            GridCode.POSITION_CORRELATION,
            List.of("AAA", "BBB"),
            List.of("AAA", "BBB"),
            new double[][] {{1, Double.NaN}, {Double.NaN, 1}},
            new int[][] {{126, 41}, {41, 126}},
            FINGERPRINT));
  }

  private static FigureRow row(FigureKey key, double value) {
    return new FigureRow(key, Figure.of(value, 21), null, FIRST, LAST, 0.99, "", FINGERPRINT);
  }

  private static FigureRow unknown(FigureKey key, String detail) {
    return new FigureRow(
        key,
        Figure.unknown(Reason.INSUFFICIENT_DATA, detail, 3),
        null,
        null,
        LAST,
        null,
        "",
        FINGERPRINT);
  }
}
