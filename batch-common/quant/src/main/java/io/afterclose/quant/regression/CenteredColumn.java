package io.afterclose.quant.regression;

import java.util.Arrays;

/** Numbers as their mean and the deviations from it, in two passes so that no digit is lost. */
final class CenteredColumn {
  /** A spread this small beside the values themselves is the rounding of a constant. */
  private static final double CONSTANT = 1e-10;

  private final double mean;
  private final double[] deviations;
  private final double largest;

  private CenteredColumn(double mean, double[] deviations, double largest) {
    this.mean = mean;
    this.deviations = deviations;
    this.largest = largest;
  }

  static CenteredColumn of(double[] values) {
    double mean = mean(values);
    double[] deviations = new double[values.length];
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      deviations[i] = values[i] - mean;
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return new CenteredColumn(mean, deviations, largest);
  }

  private static double mean(double[] values) {
    double rough = Arrays.stream(values).sum() / values.length;
    double correction = 0;
    for (double value : values) {
      correction += value - rough;
    }
    return rough + correction / values.length;
  }

  double mean() {
    return mean;
  }

  int size() {
    return deviations.length;
  }

  double deviation(int index) {
    return deviations[index];
  }

  double sumOfSquares() {
    return dot(this);
  }

  double dot(CenteredColumn other) {
    double sum = 0;
    for (int i = 0; i < deviations.length; i++) {
      sum += deviations[i] * other.deviations[i];
    }
    return sum;
  }

  /** Population standard deviation (ddof 0). */
  double standardDeviation() {
    return Math.sqrt(sumOfSquares() / deviations.length);
  }

  boolean isConstant() {
    return standardDeviation() <= CONSTANT * largest;
  }
}
