package io.afterclose.deploy.benchmark;

import java.util.List;

/**
 * How the rows of two programs are compared.
 *
 * @param query one column, in an order that any of them gives
 * @param tolerance the largest difference of two numbers
 */
record Agreement(String query, double tolerance) {

  /**
   * Compares.
   *
   * @param made the job's numbers, NaN for null
   * @param found those of the other program
   * @throws IllegalStateException if there are none, if their number differs, or if two of them do
   */
  void require(String scenario, String other, List<Double> made, List<Double> found) {
    if (made.isEmpty() || made.size() != found.size() || !(largest(made, found) <= tolerance)) {
      throw new IllegalStateException(
          "%s: the rows of the %s are not the job's: %d and %d numbers were found"
              .formatted(scenario, other, found.size(), made.size()));
    }
  }

  /** NaN when one of two numbers is missing. */
  private static double largest(List<Double> made, List<Double> found) {
    double largest = 0;
    for (int i = 0; i < made.size(); i++) {
      boolean bothMissing = made.get(i).isNaN() && found.get(i).isNaN();
      largest = Math.max(largest, bothMissing ? 0 : Math.abs(made.get(i) - found.get(i)));
    }
    return largest;
  }
}
