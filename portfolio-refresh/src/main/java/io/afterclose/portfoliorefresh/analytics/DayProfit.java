package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.portfoliorefresh.valuation.CarriedValue;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the profit of a day comes from: by kind, to the cent, and by symbol, adding up to the day's
 * return. Profit of a position is what its value changed by and what its trades and dividends
 * moved; of what has no price it is what it was worth last.
 */
final class DayProfit {

  /** What is of no position: interest, fees, taxes. */
  static final String CASH = "CASH";

  /** What the rounding of net asset values to cents leaves. */
  static final String ROUNDING = "ROUNDING";

  private static final String DAY = "1D";
  private static final List<String> COLUMNS = List.of("PROFIT", "CONTRIBUTION");

  /**
   * A portfolio at the close of a session.
   *
   * @param lines the lines of its open positions, valued
   * @param ledger its cash up to the session
   */
  record Close(List<PositionValuation> lines, CashLedger ledger) {

    private static final Close NOTHING = new Close(List.of(), new CashLedger(List.of(), List.of()));

    Close {
      lines = List.copyOf(lines);
    }

    private BigDecimal moved(Kind kind) {
      return ledger.rows().stream()
          .filter(row -> row.kind() == kind)
          .map(CashRow::earned)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal worth() {
      return lines.stream().map(DayProfit::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private final PerformanceDay day;
  private final Close previous;
  private final Close close;
  private final Map<Long, String> stated;
  private final FigureSheet sheet;
  private final Basis basis;

  private DayProfit(
      PerformanceDay day,
      Close previous,
      Close close,
      Map<Long, String> stated,
      FigureSheet sheet) {
    this.day = day;
    this.previous = previous;
    this.close = close;
    this.stated = stated;
    this.sheet = sheet;
    this.basis = new Basis(hash(), day.previousDate(), day.date(), day.coverage());
  }

  /**
   * Puts it.
   *
   * @param previous at the session of the snapshot before; empty for none
   * @param stated the symbols of the portfolio's positions as recorded, by key
   */
  static void put(
      PerformanceDay day,
      Optional<Close> previous,
      Close close,
      Map<Long, String> stated,
      FigureSheet sheet) {
    DayProfit profit = new DayProfit(day, previous.orElse(Close.NOTHING), close, stated, sheet);
    BigDecimal pnl = day.pnl().value();
    if (pnl == null) {
      profit.putNone();
    } else {
      profit.putBridge(pnl);
      profit.putContributions(pnl);
    }
  }

  private void putNone() {
    sheet.put(
        new FigureKey(FigureCode.BRIDGE, DAY, "PROFIT"),
        Figure.unknown(Reason.MISSING_INPUT, String.valueOf(day.pnl().reason()), 0),
        basis);
  }

  private void putBridge(BigDecimal pnl) {
    Map<String, BigDecimal> lines = new LinkedHashMap<>();
    lines.put("DIVIDENDS", since(Kind.DIVIDEND));
    lines.put("INTEREST", since(Kind.INTEREST));
    lines.put("FEES", since(Kind.FEE));
    lines.put("TAXES", since(Kind.TAX));
    lines.put(
        "PRICE_CHANGE",
        Money.toCents(close.worth().subtract(previous.worth()).add(moved(Kind.TRADE))));
    BigDecimal known = lines.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    lines.put(ROUNDING, pnl.subtract(known));
    lines.put("PROFIT", pnl);
    lines.put("FLOWS", or(day.externalFlows()));
    lines.put("BEFORE", or(day.before()));
    lines.put("AFTER", day.after());
    lines.forEach(
        (item, amount) ->
            sheet.put(
                new FigureKey(FigureCode.BRIDGE, DAY, item),
                Figure.of(amount.doubleValue(), close.lines().size()),
                basis));
  }

  private BigDecimal since(Kind kind) {
    return Money.toCents(moved(kind));
  }

  private BigDecimal moved(Kind kind) {
    return close.moved(kind).subtract(previous.moved(kind));
  }

  private static BigDecimal or(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  /** The items add up to the profit, and their contributions to the return where there is one. */
  private void putContributions(BigDecimal pnl) {
    Map<String, BigDecimal> profits = bySymbol();
    BigDecimal known = profits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    profits.put(ROUNDING, pnl.subtract(known));
    List<String> rows = new ArrayList<>();
    List<double[]> cells = new ArrayList<>();
    double base = base();
    profits.forEach(
        (item, amount) -> {
          double profit = amount.doubleValue();
          rows.add(item);
          cells.add(new double[] {profit, profit / base});
        });
    sheet.put(GridCode.DAY_CONTRIBUTION, rows, COLUMNS, cells.toArray(double[][]::new), basis);
  }

  /** V0 + I of the day's return; NaN where there is no return. */
  private double base() {
    return day.dailyReturn().value() == null
        ? Double.NaN
        : day.valued().map(valued -> valued.before() + valued.inflow()).orElse(Double.NaN);
  }

  private Map<String, BigDecimal> bySymbol() {
    Map<Long, BigDecimal> byPosition = new TreeMap<>();
    Map<Long, String> names = new HashMap<>();
    add(previous, byPosition, names, BigDecimal.ONE.negate());
    add(close, byPosition, names, BigDecimal.ONE);
    Map<String, BigDecimal> profits = new TreeMap<>();
    byPosition.forEach(
        (position, profit) ->
            profits.merge(
                Objects.requireNonNull(
                    names.getOrDefault(position, stated.get(position)), "symbol"),
                profit,
                BigDecimal::add));
    BigDecimal cash = BigDecimal.ZERO;
    for (CashRow row : close.ledger().rows()) {
      cash = row.positionId() == null ? cash.add(row.earned()) : cash;
    }
    for (CashRow row : previous.ledger().rows()) {
      cash = row.positionId() == null ? cash.subtract(row.earned()) : cash;
    }
    profits.values().removeIf(profit -> profit.signum() == 0);
    profits.put(CASH, cash);
    return profits;
  }

  /** A lot that closed has the name that it had the day before. */
  private static void add(
      Close close, Map<Long, BigDecimal> profits, Map<Long, String> names, BigDecimal sign) {
    for (PositionValuation line : close.lines()) {
      long id = line.position().id();
      profits.merge(id, worth(line).multiply(sign), BigDecimal::add);
      if (!line.spunOff()) {
        names.put(id, line.symbol().text());
      } else {
        names.putIfAbsent(id, line.position().symbol().text());
      }
    }
    for (CashRow row : close.ledger().rows()) {
      if (row.positionId() != null) {
        profits.merge(row.positionId(), row.earned().multiply(sign), BigDecimal::add);
      }
    }
  }

  private static BigDecimal worth(PositionValuation line) {
    CarriedValue carried = line.carried();
    return line.value().orElse(carried == null ? BigDecimal.ZERO : carried.amount());
  }

  private String hash() {
    InputHash hash = new InputHash().add(String.valueOf(day.previousDate())).add(day.date());
    hash.add(String.valueOf(day.pnl().value())).add(String.valueOf(day.pnl().reason()));
    hash.add(String.valueOf(day.before())).add(String.valueOf(day.after()));
    for (Close one : List.of(previous, close)) {
      hash.add(one.lines().size());
      one.lines().forEach(line -> hash.add(line.symbol()).add(worth(line).doubleValue()));
      Map<Kind, BigDecimal> moved = new EnumMap<>(Kind.class);
      one.ledger().rows().forEach(row -> moved.merge(row.kind(), row.earned(), BigDecimal::add));
      moved.forEach((kind, amount) -> hash.add(kind).add(amount.doubleValue()));
    }
    return hash.whole();
  }
}
