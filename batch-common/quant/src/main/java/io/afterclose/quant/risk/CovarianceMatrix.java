package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.Arrays;

/**
 * Covariances of returns of equal periods, in the order of the columns that they are made of. All
 * are symmetric and have no negative eigenvalue.
 */
public final class CovarianceMatrix {
  private static final int FEWEST = 2;

  private final double[][] entries;

  CovarianceMatrix(double[][] entries) {
    this.entries = entries;
  }

  /**
   * Of the sample, Σ(x − x̄)(y − ȳ)/(n − 1).
   *
   * @param columns {@code columns[i][t]}, all of one length, oldest first; at least 2 rows
   */
  public static Figure<CovarianceMatrix> sample(double[][] columns) {
    int n = rows(columns);
    double[] equal = new double[n];
    Arrays.fill(equal, 1);
    return weighted(columns, equal, n - 1.0);
  }

  /** Of the population, Σ(x − x̄)(y − ȳ)/n. */
  static Figure<CovarianceMatrix> population(double[][] columns) {
    int n = rows(columns);
    double[] equal = new double[n];
    Arrays.fill(equal, 1);
    return weighted(columns, equal, n);
  }

  /**
   * With weights λ^age, the newest row of age 0, around means with the same weights: no row after
   * the last can change it (RiskMetrics 1996).
   *
   * @param decay λ, above 0 and below 1; 0.94 for daily returns
   */
  public static Figure<CovarianceMatrix> exponential(double[][] columns, double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("A decay between 0 and 1 was expected, found " + decay);
    }
    double[] weights = new double[rows(columns)];
    double weight = 1;
    double total = 0;
    for (int t = weights.length - 1; t >= 0; t--) {
      weights[t] = weight;
      total += weight;
      weight *= decay;
    }
    return weighted(columns, weights, total);
  }

  private static int rows(double[][] columns) {
    if (columns.length == 0
        || Arrays.stream(columns).anyMatch(column -> column.length != columns[0].length)) {
      throw new IllegalArgumentException("At least one column and columns of one length expected");
    }
    return columns[0].length;
  }

  private static Figure<CovarianceMatrix> weighted(
      double[][] columns, double[] weights, double divisor) {
    int rows = weights.length;
    if (rows < FEWEST) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA, "2 sessions are needed, there are " + rows, rows);
    }
    double[][] centred =
        Arrays.stream(columns).map(c -> centred(c, weights)).toArray(double[][]::new);
    double[][] entries = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++) {
        entries[i][j] = dot(centred[i], centred[j], weights) / divisor;
        entries[j][i] = entries[i][j];
      }
    }
    return Figure.of(new CovarianceMatrix(entries), rows);
  }

  /** Deviations from the weighted mean. */
  static double[] centred(double[] column, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int t = 0; t < column.length; t++) {
      sum += weights[t] * column[t];
      total += weights[t];
    }
    double mean = sum / total;
    return Arrays.stream(column).map(value -> value - mean).toArray();
  }

  private static double dot(double[] first, double[] second, double[] weights) {
    double sum = 0;
    for (int t = 0; t < first.length; t++) {
      sum += weights[t] * first[t] * second[t];
    }
    return sum;
  }

  /** How many columns. */
  public int size() {
    return entries.length;
  }

  /** The covariance of two columns, of a column with itself the variance. */
  public double at(int row, int column) {
    return entries[row][column];
  }

  /** C·w. */
  public double[] times(double[] weights) {
    double[] product = new double[entries.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i] += entries[i][j] * weights[j];
      }
    }
    return product;
  }

  /** √(wᵀ·C·w), 0 or more: a period. */
  public double deviation(double[] weights) {
    double[] product = times(weights);
    double variance = 0;
    for (int i = 0; i < weights.length; i++) {
      variance += weights[i] * product[i];
    }
    return Math.sqrt(Math.max(0, variance));
  }

  /** The correlation of two columns; NaN if one does not vary. */
  public double correlation(int row, int column) {
    return row == column
        ? 1
        : entries[row][column] / Math.sqrt(entries[row][row] * entries[column][column]);
  }
}
