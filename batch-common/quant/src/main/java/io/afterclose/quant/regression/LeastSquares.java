package io.afterclose.quant.regression;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.MathArrays;

/**
 * Ordinary least squares with several regressors and an intercept, by the QR factors of the columns
 * centred and brought to length 1, improved with residuals in twice the precision.
 */
public final class LeastSquares {
  private static final double DEPENDENT = 1e-13;
  private static final int ROUNDS = 3;

  private LeastSquares() {}

  /**
   * Fits y = b0 + b1·x1 + … + bk·xk.
   *
   * @param rows {@code rows[t][j]} is regressor j in row t, without a column for the intercept
   * @param y one per row
   * @return empty if a column does not vary or the columns depend on each other
   * @throws IllegalArgumentException if rows differ in length, there are not more rows than
   *     coefficients, or a number is not finite
   */
  public static Optional<LinearFit> fit(double[][] rows, double[] y) {
    requireDesign(rows, y);
    CenteredColumn[] columns = columns(rows);
    if (Arrays.stream(columns).anyMatch(CenteredColumn::isConstant)) {
      return Optional.empty();
    }
    double[] lengths =
        Arrays.stream(columns).mapToDouble(c -> Math.sqrt(c.sumOfSquares())).toArray();
    try {
      return Optional.of(fit(columns, lengths, rows, y));
    } catch (SingularMatrixException dependentColumns) {
      return Optional.empty();
    }
  }

  private static void requireDesign(double[][] rows, double[] y) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    if (columns == 0 || rows.length != y.length || rows.length < columns + 2) {
      throw new IllegalArgumentException(
          "More rows than coefficients and one y per row were expected, found "
              + rows.length
              + " rows of "
              + columns
              + " and "
              + y.length
              + " y");
    }
    for (double[] row : rows) {
      if (row.length != columns || !allFinite(row)) {
        throw new IllegalArgumentException("Rows of one length and finite were expected");
      }
    }
    if (!allFinite(y)) {
      throw new IllegalArgumentException("Finite y were expected, found NaN or infinity");
    }
  }

  private static boolean allFinite(double[] numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  private static CenteredColumn[] columns(double[][] rows) {
    CenteredColumn[] columns = new CenteredColumn[rows[0].length];
    Arrays.setAll(
        columns, j -> CenteredColumn.of(Arrays.stream(rows).mapToDouble(row -> row[j]).toArray()));
    return columns;
  }

  private static LinearFit fit(
      CenteredColumn[] columns, double[] lengths, double[][] rows, double[] y) {
    QRDecomposition qr = new QRDecomposition(design(columns, lengths), DEPENDENT);
    double[] coefficients = new double[columns.length + 1];
    for (int round = 0; round < ROUNDS; round++) {
      improve(coefficients, qr, columns, lengths, residuals(rows, y, coefficients));
    }
    double unexplained = sumOfSquares(residuals(rows, y, coefficients));
    double variance = unexplained / (y.length - coefficients.length);
    CenteredColumn response = CenteredColumn.of(y);
    return new LinearFit(
        coefficients,
        standardErrors(qr, columns, lengths, variance),
        response.isConstant() ? Double.NaN : 1 - unexplained / response.sumOfSquares(),
        Math.sqrt(variance));
  }

  private static RealMatrix design(CenteredColumn[] columns, double[] lengths) {
    RealMatrix design = new Array2DRowRealMatrix(columns[0].size(), columns.length);
    for (int t = 0; t < design.getRowDimension(); t++) {
      for (int j = 0; j < columns.length; j++) {
        design.setEntry(t, j, columns[j].deviation(t) / lengths[j]);
      }
    }
    return design;
  }

  /** Adds the fit of what is still unexplained; the first round starts from nothing. */
  private static void improve(
      double[] coefficients,
      QRDecomposition qr,
      CenteredColumn[] columns,
      double[] lengths,
      double[] residuals) {
    CenteredColumn left = CenteredColumn.of(residuals);
    double[] deviations = new double[residuals.length];
    Arrays.setAll(deviations, left::deviation);
    double[] scaled = qr.getSolver().solve(new ArrayRealVector(deviations, false)).toArray();
    coefficients[0] += left.mean();
    for (int j = 0; j < columns.length; j++) {
      double slope = scaled[j] / lengths[j];
      coefficients[j + 1] += slope;
      coefficients[0] -= slope * columns[j].mean();
    }
  }

  /** y − b0 − Σ bj·xj, each as if in twice the precision (Ogita, Rump and Oishi 2005). */
  private static double[] residuals(double[][] rows, double[] y, double[] coefficients) {
    double[] residuals = new double[y.length];
    double[] factors = new double[coefficients.length + 1];
    double[] terms = new double[coefficients.length + 1];
    factors[0] = -1;
    System.arraycopy(coefficients, 0, factors, 1, coefficients.length);
    terms[1] = 1;
    for (int t = 0; t < y.length; t++) {
      terms[0] = y[t];
      System.arraycopy(rows[t], 0, terms, 2, rows[t].length);
      residuals[t] = -MathArrays.linearCombination(factors, terms);
    }
    return residuals;
  }

  private static double sumOfSquares(double[] numbers) {
    return Arrays.stream(numbers).map(x -> x * x).sum();
  }

  /** By (XᵀX)⁻¹ = R⁻¹R⁻ᵀ; the intercept adds the variance of the mean of y. */
  private static double[] standardErrors(
      QRDecomposition qr, CenteredColumn[] columns, double[] lengths, double variance) {
    int k = columns.length;
    RealMatrix triangle = qr.getR().getSubMatrix(0, k - 1, 0, k - 1);
    RealMatrix inverse =
        new QRDecomposition(triangle).getSolver().solve(MatrixUtils.createRealIdentityMatrix(k));
    double[] means = new double[k];
    double[] errors = new double[k + 1];
    for (int j = 0; j < k; j++) {
      means[j] = columns[j].mean() / lengths[j];
      errors[j + 1] = Math.sqrt(variance) * inverse.getRowVector(j).getNorm() / lengths[j];
    }
    double ofMeans = inverse.preMultiply(new ArrayRealVector(means, false)).getNorm();
    errors[0] = Math.sqrt(variance * (1.0 / columns[0].size() + ofMeans * ofMeans));
    return errors;
  }
}
