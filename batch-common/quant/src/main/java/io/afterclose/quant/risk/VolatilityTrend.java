package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.regression.RegressionFit;
import java.util.Arrays;

/**
 * The straight line through the last 21 volatilities of 21 sessions.
 *
 * @param slope change of the yearly volatility a session
 * @param rSquared share of their variation that the line explains
 */
public record VolatilityTrend(double slope, double rSquared) {
  private static final int WINDOW = 21;
  private static final int FEWEST = 42;
  private static final double LEAST_SLOPE = 0.001;
  private static final double LEAST_FIT = 0.3;

  /** Which way. */
  public enum Direction {
    /** A slope above 0.001 that explains more than 0.3. */
    INCREASING,
    /** A slope below −0.001 that explains more than 0.3. */
    DECREASING,
    /** Anything else. */
    STABLE
  }

  /** The trend of at least 42 daily returns; degenerate if the volatility does not vary. */
  public static Figure<VolatilityTrend> of(double[] returns) {
    if (returns.length < FEWEST) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          FEWEST + " returns are needed, there are " + returns.length,
          returns.length);
    }
    double[] rolling = Volatility.rolling(WINDOW, returns);
    double[] last = Arrays.copyOfRange(rolling, rolling.length - WINDOW, rolling.length);
    double[] index = new double[WINDOW];
    Arrays.setAll(index, t -> t);
    RegressionFit fit = OlsRegression.fit(index, last).orElseThrow();
    return Double.isNaN(fit.rSquared())
        ? Figure.unknown(Reason.DEGENERATE, "the volatility does not vary", WINDOW)
        : Figure.of(new VolatilityTrend(fit.beta(), fit.rSquared()), WINDOW);
  }

  /** Which way it goes. */
  public Direction direction() {
    if (rSquared <= LEAST_FIT || Math.abs(slope) <= LEAST_SLOPE) {
      return Direction.STABLE;
    }
    return slope > 0 ? Direction.INCREASING : Direction.DECREASING;
  }
}
