package io.afterclose.portfolio.snapshot;

import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Cash;
import io.afterclose.portfolio.snapshot.SnapshotTotals.DayTrades;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Exposure;
import io.afterclose.portfolio.snapshot.SnapshotTotals.PositionCounts;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Unpriced;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Worth;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The columns that hold the numbers of a snapshot, in the order in which they are printed. */
public enum SnapshotColumn {
  STATUS(totals -> totals.status().name()),
  TOTAL_VALUE(totals -> totals.worth().value()),
  TOTAL_COST(totals -> totals.worth().cost()),
  TOTAL_PNL(totals -> totals.worth().pnl()),
  PNL_PERCENT(totals -> totals.worth().pnlPercent()),
  CASH_VALUE(totals -> totals.cash().value()),
  NET_ASSET_VALUE(totals -> totals.cash().netAssetValue()),
  CUMULATIVE_EXTERNAL_FLOWS(totals -> totals.cash().cumulativeExternalFlows()),
  LONG_VALUE(totals -> totals.exposure().longValue()),
  SHORT_VALUE(totals -> totals.exposure().shortValue()),
  GROSS_EXPOSURE(totals -> totals.exposure().gross()),
  NET_EXPOSURE(totals -> totals.exposure().net()),
  POSITION_COUNT(totals -> totals.counts().all()),
  PRICED_COUNT(totals -> totals.counts().priced()),
  STALE_COUNT(totals -> totals.counts().stale()),
  ESTIMATED_COUNT(totals -> totals.counts().estimated()),
  UNPRICED_COUNT(totals -> totals.counts().unpriced()),
  COVERAGE(SnapshotTotals::coverage),
  DIVIDEND_UNBOOKED_COUNT(SnapshotTotals::unbookedDividends),
  CARRIED_VALUE(totals -> totals.unpriced().carriedValue()),
  NEWLY_UNPRICED_COUNT(totals -> totals.unpriced().newly()),
  DAY_TRADE_INFLOWS(totals -> totals.dayTrades().inflows()),
  DAY_TRADE_OUTFLOWS(totals -> totals.dayTrades().outflows());

  @SuppressWarnings("ImmutableEnumChecker") // its lambdas hold no state
  private final Function<SnapshotTotals, Object> getter;

  SnapshotColumn(Function<SnapshotTotals, Object> getter) {
    this.getter = getter;
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SnapshotColumn::column).toList();
  }

  /** Its name in the table. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its value: text, a count, or an amount. */
  public Object of(SnapshotTotals totals) {
    return getter.apply(totals);
  }

  void write(BinaryCopy copy, SnapshotTotals totals) {
    Object value = of(totals);
    if (value instanceof BigDecimal amount) {
      copy.numeric(amount);
    } else if (value instanceof Integer count) {
      copy.int4(count);
    } else {
      copy.text(value.toString());
    }
  }

  /** Gives a column of a row: text, {@code Integer} or {@code BigDecimal}. */
  @FunctionalInterface
  interface Reader {
    Object read(String column) throws SQLException;
  }

  static SnapshotTotals read(Reader row) throws SQLException {
    return new SnapshotTotals(
        Status.valueOf((String) row.read(STATUS.column())),
        new Worth(
            amount(row, TOTAL_VALUE),
            amount(row, TOTAL_COST),
            amount(row, TOTAL_PNL),
            amount(row, PNL_PERCENT)),
        new Cash(
            amount(row, CASH_VALUE),
            amount(row, NET_ASSET_VALUE),
            amount(row, CUMULATIVE_EXTERNAL_FLOWS)),
        new Exposure(
            amount(row, LONG_VALUE),
            amount(row, SHORT_VALUE),
            amount(row, GROSS_EXPOSURE),
            amount(row, NET_EXPOSURE)),
        new PositionCounts(
            count(row, POSITION_COUNT),
            count(row, PRICED_COUNT),
            count(row, STALE_COUNT),
            count(row, ESTIMATED_COUNT),
            count(row, UNPRICED_COUNT)),
        amount(row, COVERAGE),
        count(row, DIVIDEND_UNBOOKED_COUNT),
        new Unpriced(amount(row, CARRIED_VALUE), count(row, NEWLY_UNPRICED_COUNT)),
        new DayTrades(amount(row, DAY_TRADE_INFLOWS), amount(row, DAY_TRADE_OUTFLOWS)));
  }

  private static BigDecimal amount(Reader row, SnapshotColumn column) throws SQLException {
    return (BigDecimal) row.read(column.column());
  }

  private static int count(Reader row, SnapshotColumn column) throws SQLException {
    return (Integer) row.read(column.column());
  }
}
