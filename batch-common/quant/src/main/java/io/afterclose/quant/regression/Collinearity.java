package io.afterclose.quant.regression;

import java.util.Arrays;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.RawStore;

/** How far standardised columns Z depend on each other, by the singular values of Z. */
final class Collinearity {
  private final double[] singularValues;
  private final double[][] rightVectors;
  private final int rows;

  private Collinearity(SingularValue<Double> decomposed, int rows) {
    this.singularValues = decomposed.getSingularValues().toRawCopy1D();
    this.rightVectors = decomposed.getV().toRawCopy2D();
    this.rows = rows;
  }

  static Collinearity of(CenteredColumn[] columns, double[] scales) {
    double[][] z = new double[columns[0].size()][columns.length];
    for (int t = 0; t < z.length; t++) {
      for (int j = 0; j < columns.length; j++) {
        z[t][j] = columns[j].deviation(t) / scales[j];
      }
    }
    SingularValue<Double> decomposed = SingularValue.R064.make(z.length, columns.length);
    decomposed.decompose(RawStore.wrap(z));
    return new Collinearity(decomposed, z.length);
  }

  double conditionNumber() {
    return singularValues[0] / singularValues[singularValues.length - 1];
  }

  /** n·(ZᵀZ)⁻¹ on the diagonal, with (ZᵀZ)⁻¹ = V·S⁻²·Vᵀ. */
  double[] varianceInflation() {
    double[] inflation = new double[singularValues.length];
    Arrays.setAll(inflation, j -> rows * inverseGram(rightVectors[j]));
    return inflation;
  }

  private double inverseGram(double[] row) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      double ratio = row[k] / singularValues[k];
      sum += ratio * ratio;
    }
    return sum;
  }
}
