package io.afterclose.deploy.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the time grows with the size: with t = c·nᵏ the exponent k is the slope of the least-squares
 * line through (ln n, ln t).
 *
 * @param results of one scenario at different sizes
 */
record Growth(String name, List<Result> results) {

  Growth {
    results = List.copyOf(results);
  }

  /** NaN with fewer than two sizes. */
  double exponent(ToDoubleFunction<Sample> seconds) {
    double[] x = results.stream().mapToDouble(result -> Math.log(result.size())).toArray();
    double[] y = results.stream().mapToDouble(one -> Math.log(one.median(seconds))).toArray();
    double meanX = mean(x);
    double meanY = mean(y);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return squares == 0 ? Double.NaN : products / squares;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
