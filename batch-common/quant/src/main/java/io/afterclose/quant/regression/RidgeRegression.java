package io.afterclose.quant.regression;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Ridge regression on standardised regressors: with Z the columns centred and divided by their
 * population standard deviation, minimises ‖y − ȳ − Zw‖² + penalty·‖w‖² and gives w_j / sd_j. The
 * intercept is not penalised and the penalty is absolute, not per observation, as in scikit-learn's
 * {@code StandardScaler} followed by {@code Ridge}. The factor of ZᵀZ + penalty·I is made once and
 * serves every y on the same rows, from any thread.
 */
public final class RidgeRegression {
  private final CenteredColumn[] columns;
  private final double[] scales;
  private final DecompositionSolver gram;

  private RidgeRegression(CenteredColumn[] columns, double[] scales, DecompositionSolver gram) {
    this.columns = columns;
    this.scales = scales;
    this.gram = gram;
  }

  /**
   * Prepares a design.
   *
   * @param columns {@code columns[j][t]} is regressor j in row t; copied
   * @param penalty 0 or more
   * @return empty if a column does not vary, if the rows are not more than the columns, or if
   *     without a penalty the columns depend on each other
   * @throws IllegalArgumentException if there is no column, their lengths differ, a number is not
   *     finite, or the penalty is below 0
   */
  public static Optional<RidgeRegression> standardised(double[][] columns, double penalty) {
    requireDesign(columns, penalty);
    CenteredColumn[] centred =
        Arrays.stream(columns).map(CenteredColumn::of).toArray(CenteredColumn[]::new);
    if (columns[0].length <= columns.length
        || Arrays.stream(centred).anyMatch(CenteredColumn::isConstant)) {
      return Optional.empty();
    }
    double[] scales =
        Arrays.stream(centred).mapToDouble(CenteredColumn::standardDeviation).toArray();
    return solver(penalisedGram(centred, scales, penalty))
        .map(gram -> new RidgeRegression(centred, scales, gram));
  }

  private static void requireDesign(double[][] columns, double penalty) {
    if (columns.length == 0 || !(penalty >= 0) || Double.isInfinite(penalty)) {
      throw new IllegalArgumentException(
          "At least one column and a penalty of 0 or more were expected, found "
              + columns.length
              + " columns and "
              + penalty);
    }
    for (double[] column : columns) {
      if (column.length != columns[0].length || !Arrays.stream(column).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("Columns of one length and finite were expected");
      }
    }
  }

  private static RealMatrix penalisedGram(
      CenteredColumn[] columns, double[] scales, double penalty) {
    RealMatrix gram = new Array2DRowRealMatrix(columns.length, columns.length);
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = columns[i].dot(columns[j]) / (scales[i] * scales[j]);
        gram.setEntry(i, j, i == j ? product + penalty : product);
        gram.setEntry(j, i, gram.getEntry(i, j));
      }
    }
    return gram;
  }

  private static Optional<DecompositionSolver> solver(RealMatrix gram) {
    try {
      return Optional.of(new CholeskyDecomposition(gram).getSolver());
    } catch (NonPositiveDefiniteMatrixException dependentColumns) {
      return Optional.empty();
    }
  }

  /**
   * Fits one y.
   *
   * @param y one per row; finite
   * @throws IllegalArgumentException if there are more or fewer than rows, or one is not finite
   */
  public RidgeFit fit(double[] y) {
    CenteredColumn response = response(y);
    double[] slopes = slopes(response);
    return new RidgeFit(slopes, rSquared(response, slopes), y.length);
  }

  /** The slopes of {@link #fit} alone, in the order of the columns. */
  public double[] slopes(double[] y) {
    return slopes(response(y));
  }

  private CenteredColumn response(double[] y) {
    if (y.length != rows()) {
      throw new IllegalArgumentException(
          rows() + " numbers were expected, one per row, found " + y.length);
    }
    return CenteredColumn.of(y);
  }

  private int rows() {
    return columns[0].size();
  }

  private double[] slopes(CenteredColumn response) {
    double[] moments = new double[columns.length];
    Arrays.setAll(moments, j -> columns[j].dot(response) / scales[j]);
    double[] weights = gram.solve(new ArrayRealVector(moments, false)).toArray();
    Arrays.setAll(weights, j -> weights[j] / scales[j]);
    return weights;
  }

  private double rSquared(CenteredColumn response, double[] slopes) {
    double unexplained = 0;
    for (int t = 0; t < rows(); t++) {
      double residual = response.deviation(t);
      for (int j = 0; j < columns.length; j++) {
        residual -= slopes[j] * columns[j].deviation(t);
      }
      unexplained += residual * residual;
    }
    double total = response.sumOfSquares();
    return response.isConstant() ? Double.NaN : 1 - unexplained / total;
  }

  /**
   * The largest singular value of Z divided by the smallest: 1 when the columns are uncorrelated,
   * above about 30 when single coefficients mean little, beyond 1e15 or infinite when columns
   * depend on each other.
   */
  public double conditionNumber() {
    return Collinearity.of(columns, scales).conditionNumber();
  }

  /**
   * For each column 1/(1 − R²) of that column on the others with an intercept: the diagonal of the
   * inverse of the correlation matrix.
   */
  public double[] varianceInflation() {
    return Collinearity.of(columns, scales).varianceInflation();
  }
}
