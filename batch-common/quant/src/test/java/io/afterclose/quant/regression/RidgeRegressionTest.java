package io.afterclose.quant.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
  private static final double[] PLAIN = {
    0.4994459269, -0.4057631035, 0.0267460868, 0.2196911216, 0.0250443673, 0.0307170990
  };

  @Test
  void the_golden_vector_agrees_with_scikit_learn() {
    RidgeFit fit = styles(1.0).fit(GoldenVectors.stylesResponse());
    double[] expected = {
      0.4268645883, -0.3495893525, 0.0407844916, 0.2148186068, 0.0345179580, 0.0427989349
    };
    // The reference is printed with ten decimals.
    assertThat(fit.coefficients()).containsExactly(expected, within(1e-10));
    assertThat(fit.rSquared()).isCloseTo(0.5873400106, within(1e-10));
    assertThat(fit.observations()).isEqualTo(82);
  }

  @Test
  void without_a_penalty_it_is_plain_least_squares() {
    RidgeFit fit = styles(0).fit(GoldenVectors.stylesResponse());
    assertThat(fit.coefficients()).containsExactly(PLAIN, within(1e-10));
    assertThat(fit.rSquared()).isCloseTo(0.5889554677, within(1e-10));
  }

  @Test
  void plain_least_squares_agrees_with_statsmodels() {
    LinearFit fit =
        LeastSquares.fit(
                GoldenVectors.transposed(GoldenVectors.styles()), GoldenVectors.stylesResponse())
            .orElseThrow();
    assertThat(Arrays.copyOfRange(fit.coefficients(), 1, 7)).containsExactly(PLAIN, within(1e-10));
    assertThat(fit.rSquared()).isCloseTo(0.5889554677, within(1e-10));
  }

  @Test
  void variance_inflation_agrees_with_statsmodels() {
    double[] expected = {13.7823, 7.7751, 7.8161, 7.8125, 8.0414, 8.0240};
    // The reference is printed with four decimals.
    assertThat(styles(1.0).varianceInflation()).containsExactly(expected, within(5e-5));
  }

  @Test
  void variance_inflation_is_that_of_regressing_each_column_on_the_others() {
    double[][] columns = GoldenVectors.styles();
    double[] inflation = styles(1.0).varianceInflation();
    for (int j = 0; j < columns.length; j++) {
      LinearFit others =
          LeastSquares.fit(GoldenVectors.transposed(without(columns, j)), columns[j]).orElseThrow();
      assertThat(inflation[j]).isCloseTo(1 / (1 - others.rSquared()), within(1e-10));
    }
  }

  @Test
  void the_condition_number_of_two_columns_follows_from_their_correlation() {
    double[] a = {1, 1, -1, -1};
    double[] b = {1, -1, 1, -1};
    double[] c = {1.6, 0, 0, -1.6};
    // Uncorrelated: 1. Correlation r: √((1 + r)/(1 − r)), here r = 1/√2.
    assertThat(ridge(1, a, b).conditionNumber()).isCloseTo(1, within(1e-14));
    double r = Math.sqrt(0.5);
    assertThat(ridge(1, a, c).conditionNumber())
        .isCloseTo(Math.sqrt((1 + r) / (1 - r)), within(1e-13));
  }

  @Test
  void columns_that_depend_on_each_other_share_the_slope_and_show_in_the_condition() {
    double[] x = GoldenVectors.market();
    double[] scaled = Arrays.stream(x).map(v -> 2 * v).toArray();
    RidgeRegression ridge = ridge(1, x, scaled);
    double[] slopes = ridge.fit(x).coefficients();
    assertThat(slopes[0]).isCloseTo(2 * slopes[1], within(1e-14));
    assertThat(ridge.conditionNumber()).isGreaterThan(1e12);
    assertThat(RidgeRegression.standardised(new double[][] {x, x}, 0)).isEmpty();
  }

  @Test
  void a_column_that_does_not_vary_or_too_few_rows_give_no_design() {
    double[] x = {1, 2, 4};
    double[] constant = {0.1, 0.1, 0.1};
    assertThat(RidgeRegression.standardised(new double[][] {x, constant}, 1)).isEmpty();
    assertThat(RidgeRegression.standardised(new double[][] {x, {1, 0, 1}, {3, 1, 1}}, 1)).isEmpty();
    assertThat(RidgeRegression.standardised(new double[][] {x, {1, 0, 1}}, 1)).isPresent();
  }

  @Test
  void a_response_of_one_number_has_slopes_zero_and_no_r_squared() {
    double[] y = new double[GoldenVectors.SIZE];
    RidgeFit fit = styles(1.0).fit(y);
    assertThat(fit.coefficients()).containsOnly(0);
    assertThat(fit.rSquared()).isNaN();
  }

  @Test
  void given_columns_are_copied_and_results_are_not_shared() {
    double[][] columns = GoldenVectors.styles();
    RidgeRegression ridge = RidgeRegression.standardised(columns, 1).orElseThrow();
    Arrays.fill(columns[0], 7);
    RidgeFit fit = ridge.fit(GoldenVectors.stylesResponse());
    fit.coefficients()[0] = 99;
    assertThat(fit.coefficients()[0]).isCloseTo(0.4268645883, within(1e-10));
  }

  @Test
  void wrong_arguments_are_errors() {
    double[][] columns = {{1, 2, 4}, {1, 0, 1}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RidgeRegression.standardised(new double[0][], 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RidgeRegression.standardised(columns, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RidgeRegression.standardised(new double[][] {{1, 2}, {1}}, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ridge(1, columns).fit(new double[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeastSquares.fit(new double[][] {{1}, {2}}, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeastSquares.fit(new double[][] {{1}, {2, 3}, {3}}, new double[3]));
  }

  @Test
  void least_squares_gives_no_fit_on_columns_that_depend_on_each_other() {
    double[][] same = {{1, 1}, {2, 2}, {3, 3}, {5, 5}};
    double[][] constant = {{1, 4}, {2, 4}, {3, 4}, {5, 4}};
    double[] y = {1, 2, 3, 4};
    assertThat(LeastSquares.fit(same, y)).isEmpty();
    assertThat(LeastSquares.fit(constant, y)).isEmpty();
  }

  private static RidgeRegression styles(double penalty) {
    return ridge(penalty, GoldenVectors.styles());
  }

  private static RidgeRegression ridge(double penalty, double[]... columns) {
    return RidgeRegression.standardised(columns, penalty).orElseThrow();
  }

  private static double[][] without(double[][] columns, int left) {
    return Arrays.stream(columns).filter(c -> c != columns[left]).toArray(double[][]::new);
  }
}
