package io.afterclose.quant.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * f(y) = Σ a_i·exp(−y·t_i) and all its roots on an interval. With a time s between two neighbours
 * whose amounts differ in sign, (f(y)·exp(y·s))' = Σ a_i·(s − t_i)·exp(−y·(t_i − s)) is such a sum
 * with one change of sign less, and by Rolle's theorem f has at most one root between two of its
 * roots. So as many steps as there are changes of sign separate all roots (the proof of Descartes'
 * rule: Pólya and Szegő, Problems and Theorems in Analysis II, part V, 77). A root where f only
 * touches 0 is found as far as rounding lets it.
 */
final class ExponentialSum {
  private static final double ACCURACY = 1e-14;
  private static final int EVALUATIONS = 1000;

  private final double[] amounts;
  private final double[] times;
  private final double[] logarithms;

  /**
   * @param amounts none of them 0
   * @param times ascending
   */
  ExponentialSum(double[] amounts, double[] times) {
    this.amounts = amounts;
    this.times = times;
    this.logarithms =
        Arrays.stream(amounts).map(amount -> StrictMath.log(Math.abs(amount))).toArray();
  }

  /** All y from {@code low} to {@code high} with f(y) = 0, ascending. */
  List<Double> roots(double low, double high) {
    int change = firstChangeOfSign();
    if (change < 0) {
      return List.of();
    }
    List<Double> bounds = new ArrayList<>();
    bounds.add(low);
    bounds.addAll(derivative((times[change] + times[change + 1]) / 2).roots(low, high));
    bounds.add(high);
    List<Double> roots = new ArrayList<>();
    for (int i = 1; i < bounds.size(); i++) {
      addRoot(roots, bounds.get(i - 1), bounds.get(i));
    }
    return roots;
  }

  private int firstChangeOfSign() {
    for (int i = 1; i < amounts.length; i++) {
      if (amounts[i - 1] > 0 != amounts[i] > 0) {
        return i - 1;
      }
    }
    return -1;
  }

  private ExponentialSum derivative(double shift) {
    double[] next = new double[amounts.length];
    Arrays.setAll(next, i -> amounts[i] * (shift - times[i]));
    return new ExponentialSum(next, times);
  }

  private void addRoot(List<Double> roots, double low, double high) {
    double atLow = scaled(low);
    double atHigh = scaled(high);
    if (atLow == 0) {
      addNew(roots, low);
    }
    if (atHigh == 0) {
      addNew(roots, high);
    } else if (atLow != 0 && atLow > 0 != atHigh > 0) {
      addNew(
          roots,
          new BrentSolver(ACCURACY, ACCURACY, 0).solve(EVALUATIONS, this::scaled, low, high));
    }
  }

  private static void addNew(List<Double> roots, double root) {
    if (roots.isEmpty() || roots.get(roots.size() - 1) != root) {
      roots.add(root);
    }
  }

  /** f(y) in units of its largest term, so that nothing overflows; the sign and roots are f's. */
  private double scaled(double y) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < amounts.length; i++) {
      largest = Math.max(largest, logarithms[i] - y * times[i]);
    }
    double sum = 0;
    for (int i = 0; i < amounts.length; i++) {
      double term = logarithms[i] - y * times[i] - largest;
      sum += Math.copySign(StrictMath.exp(term), amounts[i]);
    }
    return sum;
  }
}
