package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the holdings of a day would have earned on the last sessions: r_t = Σ w_i·r_i,t with the
 * weights of that day, nothing filled and nothing rescaled. A symbol that lacks more than 20 % of
 * the window's returns is left out and named; a session on which one of the others lacks its return
 * is dropped and counted.
 */
public final class HoldingsReturns {
  private static final double LEAST_SHARE = 0.8;
  private static final double LEAST_COVERAGE = 0.9;

  private final List<Symbol> symbols;
  private final List<Symbol> leftOut;
  private final double[] weights;
  private final double[][] columns;
  private final int dropped;
  private final double coverage;

  private HoldingsReturns(
      List<Symbol> symbols,
      List<Symbol> leftOut,
      double[] weights,
      double[][] columns,
      int dropped,
      double coverage) {
    this.symbols = symbols;
    this.leftOut = leftOut;
    this.weights = weights;
    this.columns = columns;
    this.dropped = dropped;
    this.coverage = coverage;
  }

  /**
   * Those of the last sessions of an axis. Unknown without a holding, if less than 90 % of the
   * gross weight or less than 80 % of the sessions remain.
   *
   * @param window sessions up to and with the last of the axis, which is the day of the weights
   */
  public static Figure<HoldingsReturns> of(Weights weights, ReturnMatrix returns, int window) {
    List<Symbol> symbols = new ArrayList<>();
    List<Symbol> leftOut = new ArrayList<>();
    double covered = 0;
    for (var weight : weights.bySymbol().entrySet()) {
      boolean enough = count(returns, weight.getKey(), window) >= LEAST_SHARE * window;
      (enough ? symbols : leftOut).add(weight.getKey());
      covered += enough ? Math.abs(weight.getValue()) : 0;
    }
    if (weights.gross() == 0) {
      return Figure.unknown(Reason.MISSING_INPUT, "nothing with a price is held", 0);
    }
    if (covered < LEAST_COVERAGE * weights.gross()) {
      return Figure.unknown(
          Reason.LOW_COVERAGE,
          "returns of 90 % of the gross weight are needed; too few on the last "
              + window
              + " sessions have "
              + leftOut,
          symbols.size());
    }
    return aligned(weights, returns, window, symbols, leftOut, covered / weights.gross());
  }

  private static int count(ReturnMatrix returns, Symbol symbol, int window) {
    int size = returns.sessions().size();
    return returns
        .series(symbol)
        .map(series -> series.count(Math.max(0, size - window), size))
        .orElse(0);
  }

  private static Figure<HoldingsReturns> aligned(
      Weights weights,
      ReturnMatrix returns,
      int window,
      List<Symbol> symbols,
      List<Symbol> leftOut,
      double coverage) {
    List<ReturnSeries> series =
        symbols.stream().map(symbol -> returns.series(symbol).orElseThrow()).toList();
    int size = returns.sessions().size();
    List<Integer> kept = new ArrayList<>();
    for (int t = Math.max(0, size - window); t < size; t++) {
      int session = t;
      if (series.stream().allMatch(one -> one.has(session))) {
        kept.add(t);
      }
    }
    if (kept.size() < LEAST_SHARE * window) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          "80 % of "
              + window
              + " sessions are needed on which all holdings have a return, there are "
              + kept.size(),
          kept.size());
    }
    double[][] columns =
        series.stream()
            .map(one -> kept.stream().mapToDouble(one::at).toArray())
            .toArray(double[][]::new);
    double[] shares =
        symbols.stream().mapToDouble(symbol -> weights.bySymbol().get(symbol)).toArray();
    return Figure.of(
        new HoldingsReturns(
            List.copyOf(symbols),
            List.copyOf(leftOut),
            shares,
            columns,
            window - kept.size(),
            coverage),
        kept.size());
  }

  /** Σ w_i·r_i,t of each session that is kept, oldest first. */
  public double[] portfolio() {
    double[] portfolio = new double[columns[0].length];
    for (int i = 0; i < columns.length; i++) {
      for (int t = 0; t < portfolio.length; t++) {
        portfolio[t] += weights[i] * columns[i][t];
      }
    }
    return portfolio;
  }

  /** The symbols that are in it, ascending. */
  public List<Symbol> symbols() {
    return symbols;
  }

  /** The symbols that have too few returns. */
  public List<Symbol> leftOut() {
    return leftOut;
  }

  /** Their weights in the order of the symbols; a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** {@code columns[i][t]}: the returns of symbol i on session t that is kept; a copy. */
  public double[][] columns() {
    return Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
  }

  /** Sessions of the window that are not in it. */
  public int dropped() {
    return dropped;
  }

  /** Share of the gross weight that is in it. */
  public double coverage() {
    return coverage;
  }
}
