package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import java.util.Arrays;

/**
 * A covariance drawn towards μ·I, μ the mean variance, by the intensity that makes the expected
 * squared error smallest (Ledoit and Wolf 2004): (1 − δ)·S + δ·μ·I with population moments. It has
 * an inverse however many columns there are.
 *
 * @param intensity δ, 0 to 1
 */
public record LedoitWolf(CovarianceMatrix covariance, double intensity) {

  /**
   * That of columns.
   *
   * @param columns {@code columns[i][t]}, all of one length; at least 2 rows
   */
  public static Figure<LedoitWolf> of(double[][] columns) {
    return CovarianceMatrix.population(columns).map(sample -> shrunk(columns, sample));
  }

  private static LedoitWolf shrunk(double[][] columns, CovarianceMatrix sample) {
    int size = sample.size();
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      mean += sample.at(i, i) / size;
      for (int j = 0; j < size; j++) {
        squares += sample.at(i, j) * sample.at(i, j);
      }
    }
    double dispersion = squares / size - mean * mean;
    double error = error(columns, squares);
    double intensity = error <= 0 || dispersion <= 0 ? 0 : Math.min(1, error / dispersion);
    double[][] entries = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        entries[i][j] = (1 - intensity) * sample.at(i, j) + (i == j ? intensity * mean : 0);
      }
    }
    return new LedoitWolf(new CovarianceMatrix(entries), intensity);
  }

  /** (Σ_t ‖x_t‖⁴/n − ‖S‖²)/(n·p): how far the sample's covariance is off, a column. */
  private static double error(double[][] columns, double squares) {
    int rows = columns[0].length;
    double[] equal = new double[rows];
    Arrays.fill(equal, 1);
    double[] lengths = new double[rows];
    for (double[] column : columns) {
      double[] centred = CovarianceMatrix.centred(column, equal);
      for (int t = 0; t < rows; t++) {
        lengths[t] += centred[t] * centred[t];
      }
    }
    double fourth = Arrays.stream(lengths).map(length -> length * length).sum();
    return (fourth / rows - squares) / ((double) rows * columns.length);
  }
}
