package io.afterclose.quant.regression;

import static java.lang.Math.cos;
import static java.lang.Math.sin;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Data made by formula, for which statsmodels and scikit-learn gave the numbers in the tests. */
final class GoldenVectors {
  static final int SIZE = 82;

  private GoldenVectors() {}

  static double[] market() {
    return rows(GoldenVectors::m);
  }

  static double[] marketResponse() {
    return rows(t -> 0.0005 + 1.25 * m(t) + 0.006 * sin(1.7 * t + 1.1));
  }

  /** Six columns. */
  static double[][] styles() {
    return IntStream.rangeClosed(1, 6).mapToObj(j -> rows(t -> f(j, t))).toArray(double[][]::new);
  }

  static double[] stylesResponse() {
    return rows(t -> 0.0002 + 0.5 * f(1, t) - 0.3 * f(2, t) + 0.2 * f(4, t) + 0.004 * cos(1.3 * t));
  }

  static double[][] transposed(double[][] columns) {
    return IntStream.range(0, columns[0].length)
        .mapToObj(t -> IntStream.range(0, columns.length).mapToDouble(j -> columns[j][t]).toArray())
        .toArray(double[][]::new);
  }

  private static double m(int t) {
    return 0.010 * sin(0.9 * t + 0.3) + 0.004 * cos(2.3 * t);
  }

  private static double f(int j, int t) {
    return 0.8 * m(t) + 0.003 * sin((0.5 + 0.37 * j) * t + j);
  }

  private static double[] rows(IntToDoubleFunction value) {
    return IntStream.range(0, SIZE).mapToDouble(value).toArray();
  }
}
