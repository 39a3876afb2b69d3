package io.afterclose.quant.returns;

import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One symbol's daily simple total returns on an axis of sessions, as fractions: 0.01 is one per
 * cent. The return at index t is that from session t − 1 to session t; there is never one at index
 * 0, and none where either close is missing, so none spans several days.
 */
public final class ReturnSeries {
  /** Sessions that a year counts where a risk or a mean of daily returns is brought to a year. */
  public static final int SESSIONS_PER_YEAR = 252;

  private final Symbol symbol;
  private final Sessions sessions;
  private final double[] values;

  private ReturnSeries(Symbol symbol, Sessions sessions, double[] values) {
    this.symbol = symbol;
    this.sessions = sessions;
    this.values = values;
  }

  /**
   * r_t = (P_t + d_t)·s_t/P_{t−1} − 1 wherever both closes exist and d_t is known; it is per share
   * after s_t.
   */
  public static ReturnSeries of(PriceHistory history) {
    double[] values = new double[history.sessions().size()];
    for (int t = 0; t < values.length; t++) {
      values[t] = t > 0 && history.hasClose(t - 1) ? dailyReturn(history, t) : Double.NaN;
    }
    return new ReturnSeries(history.symbol(), history.sessions(), values);
  }

  private static double dailyReturn(PriceHistory history, int t) {
    if (!history.hasClose(t)) {
      return Double.NaN;
    }
    double value = (history.close(t) + history.cash(t)) * history.splitRatio(t);
    return value / history.close(t - 1) - 1;
  }

  /**
   * Takes returns as they are.
   *
   * @param values one per session, NaN where there is none; copied
   * @throws IllegalArgumentException if their number is not that of the sessions or one is infinite
   */
  public static ReturnSeries of(Symbol symbol, Sessions sessions, double[] values) {
    if (values.length != sessions.size()) {
      throw new IllegalArgumentException(
          symbol
              + ": one return per session was expected, found "
              + values.length
              + " for "
              + sessions);
    }
    for (int t = 0; t < values.length; t++) {
      if (Double.isInfinite(values[t])) {
        throw new IllegalArgumentException(
            symbol + " on " + sessions.at(t) + ": a finite return or NaN was expected");
      }
    }
    return new ReturnSeries(symbol, sessions, values.clone());
  }

  /** A part of the axis on its own; as on any axis there is no return at its first session. */
  ReturnSeries on(Sessions part, int from) {
    double[] cut = Arrays.copyOfRange(values, from, from + part.size());
    cut[0] = Double.NaN;
    return new ReturnSeries(symbol, part, cut);
  }

  /** Whose returns. */
  public Symbol symbol() {
    return symbol;
  }

  /** The axis that the indices count on. */
  public Sessions sessions() {
    return sessions;
  }

  /** How many sessions, with or without a return. */
  public int size() {
    return values.length;
  }

  /** Whether there is a return at this index. */
  public boolean has(int index) {
    return !Double.isNaN(values[index]);
  }

  /**
   * The return at this index.
   *
   * @throws IllegalStateException if there is none
   */
  public double at(int index) {
    if (!has(index)) {
      throw new IllegalStateException(
          symbol + " has no return on " + sessions.at(index) + "; ask has first");
    }
    return values[index];
  }

  /** How many returns there are from one index up to, not including, another. */
  public int count(int fromIndex, int toIndexExclusive) {
    int count = 0;
    for (int t = fromIndex; t < toIndexExclusive; t++) {
      if (has(t)) {
        count++;
      }
    }
    return count;
  }

  /**
   * The total return from the close of one session to the close of a later one: Π(1 + r) − 1 over
   * the indices after {@code fromIndex} up to {@code toIndexInclusive}; 0 if they are the same
   * session. Empty if any return between them is missing.
   */
  public OptionalDouble compounded(int fromIndex, int toIndexInclusive) {
    requireOrdered(fromIndex, toIndexInclusive);
    double growth = 1;
    for (int t = fromIndex + 1; t <= toIndexInclusive; t++) {
      growth *= 1 + values[t];
    }
    return Double.isNaN(growth) ? OptionalDouble.empty() : OptionalDouble.of(growth - 1);
  }

  private void requireOrdered(int fromIndex, int toIndexInclusive) {
    if (fromIndex < 0 || toIndexInclusive < fromIndex || toIndexInclusive >= size()) {
      throw new IndexOutOfBoundsException(
          "0 <= from <= to < "
              + size()
              + " was expected, found from "
              + fromIndex
              + " to "
              + toIndexInclusive);
    }
  }
}
