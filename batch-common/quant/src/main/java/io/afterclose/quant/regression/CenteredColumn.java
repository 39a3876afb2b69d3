package io.afterclose.quant.regression;

/** Numbers as their mean and the deviations from it, in two passes so that no digit is lost. */
public final class CenteredColumn {
  /** A spread this small beside the values themselves is the rounding of a constant. */
  private static final double CONSTANT = 1e-10;

  private final double mean;
  private final double[] deviations;
  private final double largest;
  private final double only;
  private final double sumOfSquares;

  /**
   * @param only the number that all of them are, NaN where they differ
   */
  private CenteredColumn(double mean, double[] deviations, double largest, double only) {
    this.mean = mean;
    this.deviations = deviations;
    this.largest = largest;
    this.only = only;
    this.sumOfSquares = dot(this);
  }

  /**
   * Centres values, which are left as they are.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public static CenteredColumn of(double[] values) {
    double mean = mean(values);
    double[] deviations = new double[values.length];
    double largest = 0;
    double only = values.length == 0 ? Double.NaN : values[0];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = values[i] - mean;
      largest = Math.max(largest, Math.abs(values[i]));
      only = values[i] == only ? only : Double.NaN;
    }
    if (!(largest <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Finite numbers were expected, found NaN or infinity; leave out what is missing");
    }
    return new CenteredColumn(mean, deviations, largest, only);
  }

  private static double mean(double[] values) {
    double rough = sum(values) / values.length;
    double correction = 0;
    for (double value : values) {
      correction += value - rough;
    }
    return rough + correction / values.length;
  }

  /** By Kahan's summation, as the JDK sums a stream, and without the objects of one. */
  private static double sum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = value - lost;
      double larger = sum + next;
      lost = larger - sum - next;
      sum = larger;
    }
    return sum - lost;
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
    return sumOfSquares;
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
    return Math.sqrt(sumOfSquares / deviations.length);
  }

  /** Whether it does not vary, within what rounding makes of a constant. */
  boolean isConstant() {
    return standardDeviation() <= CONSTANT * largest;
  }

  /** The number that all of them are to the last digit, NaN where they differ. */
  double onlyNumber() {
    return only;
  }
}
