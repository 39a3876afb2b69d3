package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One symbol's closes as traded (USD), split ratios and cash per share (dividends and implied
 * amounts) laid on an axis of sessions. A session without a close is a hole and stays one.
 */
public final class PriceHistory {
  /** Most symbols split nothing and pay nothing in a year: an array without an element says so. */
  private static final double[] NOTHING = {};

  private final Symbol symbol;
  private final Sessions sessions;
  private final double[] closes;
  private final double[] splitRatios;
  private final double[] cash;

  private PriceHistory(Builder builder) {
    this.symbol = builder.symbol;
    this.sessions = builder.sessions;
    this.closes = builder.closes.clone();
    this.splitRatios = builder.splitRatios.clone();
    this.cash = builder.cash.clone();
  }

  /** Starts a history without any price on an axis. */
  public static Builder on(Sessions sessions, Symbol symbol) {
    return new Builder(sessions, symbol);
  }

  /** Whose prices. */
  public Symbol symbol() {
    return symbol;
  }

  /** The axis that the indices count on. */
  public Sessions sessions() {
    return sessions;
  }

  /** Whether there is a close at this index. */
  public boolean hasClose(int index) {
    return !Double.isNaN(closes[index]);
  }

  /**
   * The close, USD per share as traded.
   *
   * @throws IllegalStateException if there is none
   */
  public double close(int index) {
    if (!hasClose(index)) {
      throw new IllegalStateException(
          symbol + " has no close on " + sessions.at(index) + "; ask hasClose first");
    }
    return closes[index];
  }

  /** New shares per old on this session, 1 where nothing was split. */
  public double splitRatio(int index) {
    return splitRatios.length == 0 ? 1 : splitRatios[index];
  }

  /** USD per share that went ex on this session, 0 where nothing did, NaN where it is unknown. */
  public double cash(int index) {
    return cash.length == 0 ? 0 : cash[index];
  }

  /** Gathers closes and actions in any order; a date off the axis is ignored. Not thread-safe. */
  public static final class Builder {
    private final Sessions sessions;
    private final Symbol symbol;
    private final double[] closes;
    private double[] splitRatios = NOTHING;
    private double[] cash = NOTHING;

    private Builder(Sessions sessions, Symbol symbol) {
      this.sessions = sessions;
      this.symbol = symbol;
      this.closes = filled(sessions.size(), Double.NaN);
    }

    private static double[] filled(int size, double value) {
      double[] array = new double[size];
      Arrays.fill(array, value);
      return array;
    }

    /** The close of a session, USD per share, above 0 and finite; the last one said stands. */
    public Builder close(LocalDate date, double close) {
      require(close > 0 && Double.isFinite(close), date, "a close above 0", close);
      int index = sessions.indexOf(date);
      if (index >= 0) {
        closes[index] = close;
      }
      return this;
    }

    /** The close at an index of the axis, as {@link #close(LocalDate, double)}. */
    public Builder close(int index, double close) {
      require(close > 0 && Double.isFinite(close), sessions.at(index), "a close above 0", close);
      closes[index] = close;
      return this;
    }

    /** New shares per old with this ex-date, above 0 and finite; several on one day multiply. */
    public Builder split(LocalDate exDate, double ratio) {
      require(ratio > 0 && Double.isFinite(ratio), exDate, "a split ratio above 0", ratio);
      int index = sessions.indexOf(exDate);
      if (index >= 0) {
        splitRatios = splitRatios.length == 0 ? filled(sessions.size(), 1.0) : splitRatios;
        splitRatios[index] *= ratio;
      }
      return this;
    }

    /** USD per share after a split of the same day, finite, any sign; several on one day add up. */
    public Builder cash(LocalDate exDate, double amount) {
      require(Double.isFinite(amount), exDate, "a finite amount", amount);
      int index = sessions.indexOf(exDate);
      if (index >= 0) {
        cashOfEachSession()[index] += amount;
      }
      return this;
    }

    /** What went ex on this day is not known: there is no return on it, whatever cash is added. */
    public Builder unknownCash(LocalDate exDate) {
      int index = sessions.indexOf(exDate);
      if (index >= 0) {
        cashOfEachSession()[index] = Double.NaN;
      }
      return this;
    }

    private double[] cashOfEachSession() {
      cash = cash.length == 0 ? new double[sessions.size()] : cash;
      return cash;
    }

    /** The history so far; the builder may be used on. */
    public PriceHistory build() {
      return new PriceHistory(this);
    }

    private void require(boolean holds, LocalDate date, String expected, double found) {
      if (!holds) {
        throw new IllegalArgumentException(
            symbol + " on " + date + ": " + expected + " was expected, found " + found);
      }
    }
  }
}
