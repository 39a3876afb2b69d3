package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Pearson correlations of daily returns, each cell over the sessions on which both have a return; a
 * cell with too few of them, or of a symbol that does not move, has no value. Such a matrix need
 * not be one of any joint distribution; {@link NearestCorrelation} makes it one.
 */
public final class CorrelationMatrix {
  /** Sessions of the window of positions. */
  public static final int WINDOW = 126;

  /** Sessions that both need there. */
  public static final int FEWEST = 60;

  private static final double NO_SPREAD = 1e-24;

  private final double[][] values;
  private final int[][] observations;

  private CorrelationMatrix(double[][] values, int[][] observations) {
    this.values = values;
    this.observations = observations;
  }

  /**
   * Those of the last sessions.
   *
   * @param series on one axis
   * @param window sessions up to the last of the axis
   * @param fewest sessions that both need
   */
  public static CorrelationMatrix of(List<ReturnSeries> series, int window, int fewest) {
    double[][] columns = series.stream().map(one -> last(one, window)).toArray(double[][]::new);
    double[][] values = new double[columns.length][columns.length];
    int[][] observations = new int[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++) {
        Pair pair = Pair.of(columns[i], columns[j]);
        observations[i][j] = pair.count;
        values[i][j] = pair.count < fewest ? Double.NaN : pair.correlation(i == j);
        observations[j][i] = observations[i][j];
        values[j][i] = values[i][j];
      }
    }
    return new CorrelationMatrix(values, observations);
  }

  /**
   * Those of a covariance, of factors with weights that end at the day.
   *
   * @param rows sessions that it rests on
   */
  public static CorrelationMatrix of(CovarianceMatrix covariance, int rows) {
    double[][] values = new double[covariance.size()][covariance.size()];
    int[][] observations = new int[covariance.size()][covariance.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        values[i][j] = covariance.at(i, i) > 0 ? covariance.correlation(i, j) : Double.NaN;
        observations[i][j] = rows;
      }
    }
    return new CorrelationMatrix(values, observations);
  }

  private static double[] last(ReturnSeries series, int window) {
    int from = Math.max(0, series.size() - window);
    double[] values = new double[series.size() - from];
    Arrays.setAll(values, t -> series.has(from + t) ? series.at(from + t) : Double.NaN);
    return values;
  }

  /** Sums over the sessions that two columns share. */
  private static final class Pair {
    private final double[] first;
    private final double[] second;
    private int count;
    private double firstMean;
    private double secondMean;

    private Pair(double[] first, double[] second) {
      this.first = first;
      this.second = second;
    }

    static Pair of(double[] first, double[] second) {
      Pair pair = new Pair(first, second);
      for (int t = 0; t < first.length; t++) {
        if (pair.shared(t)) {
          pair.count++;
          pair.firstMean += first[t];
          pair.secondMean += second[t];
        }
      }
      pair.firstMean /= pair.count;
      pair.secondMean /= pair.count;
      return pair;
    }

    private boolean shared(int t) {
      return !Double.isNaN(first[t]) && !Double.isNaN(second[t]);
    }

    double correlation(boolean itself) {
      double product = 0;
      double firstSquares = 0;
      double secondSquares = 0;
      for (int t = 0; t < first.length; t++) {
        if (shared(t)) {
          double x = first[t] - firstMean;
          double y = second[t] - secondMean;
          product += x * y;
          firstSquares += x * x;
          secondSquares += y * y;
        }
      }
      if (Math.min(firstSquares, secondSquares) <= NO_SPREAD * count) {
        return Double.NaN;
      }
      return itself
          ? 1
          : Math.max(-1, Math.min(1, product / Math.sqrt(firstSquares * secondSquares)));
    }
  }

  /** How many symbols. */
  public int size() {
    return values.length;
  }

  /** The correlation of two, −1 to 1; empty if it is not known. */
  public OptionalDouble at(int row, int column) {
    double value = values[row][column];
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Sessions that two share, enough or not. */
  public int observations(int row, int column) {
    return observations[row][column];
  }

  /** The mean of |ρ| over the pairs that are known; unknown if none is. */
  public Figure<Double> averageAbsolute() {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < i; j++) {
        if (!Double.isNaN(values[i][j])) {
          sum += Math.abs(values[i][j]);
          pairs++;
        }
      }
    }
    return pairs == 0
        ? Figure.unknown(Reason.INSUFFICIENT_DATA, "no two symbols share enough sessions", 0)
        : Figure.of(sum / pairs, pairs);
  }

  /** All cells for a figure that needs each of them; unknown if one is. A copy. */
  public Figure<double[][]> complete() {
    long missing =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isNaN).count();
    return missing > 0
        ? Figure.unknown(
            Reason.MISSING_INPUT, missing + " correlations are not known", values.length)
        : Figure.of(
            Arrays.stream(values).map(double[]::clone).toArray(double[][]::new), values.length);
  }
}
