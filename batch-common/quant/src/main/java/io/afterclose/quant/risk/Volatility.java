package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/** Realised volatility: the standard deviation of daily returns (n − 1) × √252, a year. */
public final class Volatility {
  private static final int RANKED = 252;
  private static final int SHORT_WINDOW = 21;
  private static final int FEWEST = 2;

  private Volatility() {}

  /**
   * That of all these returns.
   *
   * @param returns daily, fractions; at least 2
   */
  public static Figure<Double> annual(double[] returns) {
    return returns.length < FEWEST
        ? tooFew(FEWEST, returns.length)
        : Figure.of(annual(returns, 0, returns.length), returns.length);
  }

  /** That of the last {@code window} returns. */
  public static Figure<Double> ofLast(int window, double[] returns) {
    return returns.length < window
        ? tooFew(window, returns.length)
        : Figure.of(annual(returns, returns.length - window, window), window);
  }

  /** That of each {@code window} successive returns, oldest first; empty if there are fewer. */
  public static double[] rolling(int window, double[] returns) {
    double[] rolling = new double[Math.max(0, returns.length - window + 1)];
    Arrays.setAll(rolling, from -> annual(returns, from, window));
    return rolling;
  }

  private static double annual(double[] returns, int from, int length) {
    return new StandardDeviation().evaluate(returns, from, length)
        * Math.sqrt(ReturnSeries.SESSIONS_PER_YEAR);
  }

  /**
   * Where the volatility of the last 21 sessions ranks: the share, 0 to 1, of the 252 before it
   * that are strictly below. 273 returns are needed.
   */
  public static Figure<Double> percentile(double[] returns) {
    double[] rolling = rolling(SHORT_WINDOW, returns);
    if (rolling.length <= RANKED) {
      return tooFew(RANKED + SHORT_WINDOW, returns.length);
    }
    int last = rolling.length - 1;
    return Figure.of(
        shareBelow(rolling[last], Arrays.copyOfRange(rolling, last - RANKED, last)), RANKED);
  }

  /** The share of the values that are strictly below one. */
  static double shareBelow(double value, double[] values) {
    return (double) Arrays.stream(values).filter(other -> other < value).count() / values.length;
  }

  private static Figure<Double> tooFew(int needed, int found) {
    return Figure.unknown(
        Reason.INSUFFICIENT_DATA, needed + " returns are needed, there are " + found, found);
  }
}
