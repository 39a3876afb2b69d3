package io.afterclose.quant.performance;

import io.afterclose.quant.performance.Drawdowns.Episode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The Calmar ratio A/M with its standard error. With l = ln(1 + r), A = exp(365/days·Σl) − 1 and M
 * = 1 − exp(Σl from the peak to the trough), so a day changes the ratio by (1 + A)·365/days/M, and
 * a day of the fall by A·(1 − M)/M² besides; the variance is that of l times the sum of squares.
 */
final class CalmarError {
  private static final double YEAR = 365;

  private CalmarError() {}

  static Ratio ratio(RealisedReturns returns, double[] values, double annual, Drawdowns falls) {
    Episode deepest = falls.episodes().get(0);
    double depth = deepest.depth();
    double always =
        (1 + annual) * YEAR / ChronoUnit.DAYS.between(returns.start(), returns.end()) / depth;
    double falling = annual * (1 - depth) / (depth * depth);
    double squares = 0;
    double[] logarithms = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      logarithms[t] = StrictMath.log1p(values[t]);
      double slope = always + (within(deepest, returns.days().get(t).date()) ? falling : 0);
      squares += slope * slope;
    }
    double variance = values.length > 1 ? StatUtils.variance(logarithms) : 0;
    return new Ratio(annual / depth, Math.sqrt(variance * squares));
  }

  private static boolean within(Episode fall, LocalDate day) {
    return day.isAfter(fall.peak()) && !day.isAfter(fall.trough());
  }
}
