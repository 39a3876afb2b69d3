package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.Arrays;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.RawStore;

/**
 * The correlation matrix that is nearest to a symmetric one with diagonal 1, in the sum of squared
 * differences: alternating projections onto the matrices without negative eigenvalues and onto
 * those with diagonal 1, with Dykstra's correction (Higham 2002, algorithm 3.3). Setting negative
 * eigenvalues to 0 and rescaling gives another, farther one.
 */
public final class NearestCorrelation {
  private static final double TOLERANCE = 1e-13;
  private static final double NO_NEGATIVE = -1e-12;
  private static final int MOST_ROUNDS = 10_000;

  private final double[][] entries;
  private final double distance;

  private NearestCorrelation(double[][] entries, double distance) {
    this.entries = entries;
    this.distance = distance;
  }

  /**
   * The nearest; the matrix itself if it has no negative eigenvalue.
   *
   * @param matrix symmetric, diagonal 1; copied
   */
  public static Figure<NearestCorrelation> of(double[][] matrix) {
    if (smallestEigenvalue(matrix) >= NO_NEGATIVE) {
      return Figure.of(new NearestCorrelation(copy(matrix), 0), matrix.length);
    }
    double[][] current = copy(matrix);
    double[][] correction = new double[matrix.length][matrix.length];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] corrected = minus(current, correction);
      double[][] projected = withoutNegative(corrected);
      correction = minus(projected, corrected);
      double[][] next = withUnitDiagonal(projected);
      double change = norm(minus(next, current));
      current = next;
      if (change <= TOLERANCE * norm(current)) {
        return Figure.of(
            new NearestCorrelation(current, norm(minus(current, matrix))), matrix.length);
      }
    }
    return Figure.unknown(
        Reason.SINGULAR, "no nearest correlation in " + MOST_ROUNDS + " rounds", matrix.length);
  }

  private static Eigenvalue<Double> decomposed(double[][] matrix) {
    Eigenvalue<Double> decomposed = Eigenvalue.R064.make(matrix.length, true);
    decomposed.decompose(RawStore.wrap(copy(matrix)));
    return decomposed;
  }

  private static double smallestEigenvalue(double[][] matrix) {
    Eigenvalue<Double> decomposed = decomposed(matrix);
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < matrix.length; k++) {
      smallest = Math.min(smallest, decomposed.getD().doubleValue(k, k));
    }
    return smallest;
  }

  private static double[][] withoutNegative(double[][] matrix) {
    Eigenvalue<Double> decomposed = decomposed(matrix);
    double[][] vectors = decomposed.getV().toRawCopy2D();
    int size = matrix.length;
    double[][] sum = new double[size][size];
    for (int k = 0; k < size; k++) {
      double eigenvalue = Math.max(0, decomposed.getD().doubleValue(k, k));
      for (int i = 0; i < size && eigenvalue > 0; i++) {
        for (int j = 0; j < size; j++) {
          sum[i][j] += eigenvalue * vectors[i][k] * vectors[j][k];
        }
      }
    }
    return sum;
  }

  private static double[][] withUnitDiagonal(double[][] matrix) {
    double[][] unit = copy(matrix);
    for (int i = 0; i < unit.length; i++) {
      unit[i][i] = 1;
    }
    return unit;
  }

  private static double[][] minus(double[][] first, double[][] second) {
    double[][] difference = copy(first);
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < first.length; j++) {
        difference[i][j] -= second[i][j];
      }
    }
    return difference;
  }

  private static double norm(double[][] matrix) {
    return Math.sqrt(Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /** A correlation of it. */
  public double at(int row, int column) {
    return entries[row][column];
  }

  /** Root of the sum of squared differences from the matrix it was made of; 0 if it is that one. */
  public double distance() {
    return distance;
  }

  /**
   * Effective positions 1/(wᵀRw), w the signed weights over their gross: 1 for one position, n for
   * n equal ones that are uncorrelated, more where positions offset each other.
   */
  public Figure<Double> effectivePositions(double[] weights) {
    double gross = Arrays.stream(weights).map(Math::abs).sum();
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        sum += weights[i] / gross * entries[i][j] * weights[j] / gross;
      }
    }
    return sum > -NO_NEGATIVE
        ? Figure.of(1 / sum, weights.length)
        : Figure.unknown(Reason.DEGENERATE, "the positions offset each other", weights.length);
  }
}
