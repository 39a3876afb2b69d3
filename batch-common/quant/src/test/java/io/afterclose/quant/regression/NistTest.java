package io.afterclose.quant.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.SharedData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The certified values of the NIST Statistical Reference Datasets for linear regression. Agreement
 * is counted in digits: −log10 of the relative error (absolute where the certified value is 0), at
 * most 15. The limits are what was measured, rounded down; in brackets the measured worst digits of
 * the coefficients and of their standard errors: Norris (13.3, 13.8), Longley (14.0, 14.7),
 * Wampler1 (15, 15), Wampler2 (13.2, 14.8), Wampler3 (9.8, 14.0).
 */
class NistTest {
  private static final int ESTIMATE = 4;
  private static final int ERROR = 5;
  private static final int RESIDUAL = 6;
  private static final int R_SQUARED = 7;

  @Test
  void norris_agrees_in_intercept_slope_error_and_r_squared() {
    List<double[]> data = data("Norris");
    RegressionFit fit = OlsRegression.fit(column(data, 1), column(data, 0)).orElseThrow();
    List<String[]> certified = certified("Norris");

    assertThat(digits(fit.alpha(), certified.get(0)[ESTIMATE])).isGreaterThan(13);
    assertThat(digits(fit.beta(), certified.get(1)[ESTIMATE])).isGreaterThan(14);
    assertThat(digits(fit.standardError(), certified.get(1)[ERROR])).isGreaterThan(13.5);
    assertThat(digits(fit.rSquared(), certified.get(1)[R_SQUARED])).isGreaterThan(14.5);
  }

  @Test
  void longley_agrees_although_its_columns_nearly_depend_on_each_other() {
    List<double[]> data = data("Longley");
    double[][] rows =
        data.stream().map(row -> Arrays.copyOfRange(row, 1, 7)).toArray(double[][]::new);
    check("Longley", LeastSquares.fit(rows, column(data, 0)).orElseThrow(), 13.5, 14);
  }

  @Test
  void wampler1_agrees() {
    check("Wampler1", polynomial("Wampler1"), 14, 14);
  }

  @Test
  void wampler2_agrees() {
    check("Wampler2", polynomial("Wampler2"), 13, 14);
  }

  @Test
  void wampler3_agrees_although_its_residuals_are_large() {
    check("Wampler3", polynomial("Wampler3"), 9.5, 13.5);
  }

  private static LinearFit polynomial(String set) {
    List<double[]> data = data(set);
    double[][] rows = data.stream().map(row -> powers(row[1])).toArray(double[][]::new);
    return LeastSquares.fit(rows, column(data, 0)).orElseThrow();
  }

  private static double[] powers(double x) {
    double[] powers = new double[5];
    double power = 1;
    for (int j = 0; j < 5; j++) {
      power *= x;
      powers[j] = power;
    }
    return powers;
  }

  private static void check(String set, LinearFit fit, double estimates, double errors) {
    List<String[]> certified = certified(set);
    assertThat(fit.coefficients()).hasSameSizeAs(certified);
    for (int j = 0; j < certified.size(); j++) {
      String[] row = certified.get(j);
      assertThat(digits(fit.coefficients()[j], row[ESTIMATE])).as(row[3]).isGreaterThan(estimates);
      assertThat(digits(fit.standardErrors()[j], row[ERROR])).as(row[3]).isGreaterThan(errors);
    }
    String[] whole = certified.get(0);
    assertThat(digits(fit.residualStandardDeviation(), whole[RESIDUAL])).isGreaterThan(14);
    assertThat(digits(fit.rSquared(), whole[R_SQUARED])).isGreaterThan(14);
  }

  private static double digits(double computed, String certified) {
    double reference = Double.parseDouble(certified);
    double error = Math.abs(computed - reference);
    return Math.min(15, -Math.log10(reference == 0 ? error : error / Math.abs(reference)));
  }

  private static List<double[]> data(String set) {
    return SharedData.rows("nist/" + set + ".csv").stream()
        .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  private static List<String[]> certified(String set) {
    return SharedData.rows("nist/certified.csv").stream().filter(r -> r[0].equals(set)).toList();
  }

  private static double[] column(List<double[]> data, int column) {
    return data.stream().mapToDouble(row -> row[column]).toArray();
  }
}
