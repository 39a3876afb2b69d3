package io.afterclose.quant.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OlsRegressionTest {
  @Test
  void the_golden_vector_agrees_with_statsmodels() {
    RegressionFit fit =
        OlsRegression.fit(GoldenVectors.market(), GoldenVectors.marketResponse()).orElseThrow();
    // The reference is printed with twelve decimals.
    assertThat(fit.alpha()).isCloseTo(0.000540946368, within(1e-12));
    assertThat(fit.beta()).isCloseTo(1.243426369849, within(1e-12));
    assertThat(fit.rSquared()).isCloseTo(0.832929700738, within(1e-12));
    assertThat(fit.standardError()).isCloseTo(0.062261636401, within(1e-12));
    assertThat(fit.pValue()).isCloseTo(8.010280e-33, within(5e-39));
    assertThat(fit.observations()).isEqualTo(82);
  }

  @Test
  void a_regressor_that_does_not_vary_gives_no_fit() {
    double[] y = {1, 2, 3, 4};
    assertThat(OlsRegression.fit(new double[] {0, 0, 0, 0}, y)).isEmpty();
    assertThat(OlsRegression.fit(new double[] {0.1, 0.1, 0.1, 0.1}, y)).isEmpty();
  }

  @Test
  void the_rounding_of_a_constant_is_no_variation_but_a_small_one_is() {
    double[] y = {1, 2, 3, 4};
    double third = 1.0 / 3;
    double[] rounded = {third, Math.nextUp(third), third, Math.nextDown(third)};
    assertThat(OlsRegression.fit(rounded, y)).isEmpty();
    double[] tiny = {1e-9, 2e-9, 3e-9, 4e-9};
    assertThat(OlsRegression.fit(tiny, y).orElseThrow().beta()).isCloseTo(1e9, within(1e-3));
  }

  @Test
  void a_response_of_one_number_has_slope_zero_and_nothing_to_explain() {
    double[] y = new double[30];
    Arrays.fill(y, 0.1);
    double[] x = Arrays.copyOf(GoldenVectors.market(), 30);
    RegressionFit fit = OlsRegression.fit(x, y).orElseThrow();
    assertThat(fit.alpha()).isEqualTo(0.1);
    assertThat(fit.beta()).isEqualTo(0);
    assertThat(fit.standardError()).isEqualTo(0);
    assertThat(fit.rSquared()).isNaN();
    assertThat(fit.pValue()).isNaN();
  }

  @Test
  void a_column_that_is_centred_once_serves_each_fit_to_the_last_bit() {
    double[] x = GoldenVectors.market();
    double[] y = GoldenVectors.marketResponse();
    CenteredColumn centred = CenteredColumn.of(x);
    assertThat(OlsRegression.fit(centred, CenteredColumn.of(y))).isEqualTo(OlsRegression.fit(x, y));
    assertThat(OlsRegression.fit(CenteredColumn.of(y), centred)).isEqualTo(OlsRegression.fit(y, x));
  }

  @Test
  void a_mean_has_the_bits_of_the_sum_of_a_stream() {
    for (double offset : new double[] {0, 0.1, 1024, 1e15}) {
      double[] values = Arrays.stream(GoldenVectors.market()).map(v -> v + offset).toArray();
      double rough = Arrays.stream(values).sum() / values.length;
      double correction = 0;
      for (double value : values) {
        correction += value - rough;
      }
      assertThat(CenteredColumn.of(values).mean()).isEqualTo(rough + correction / values.length);
    }
  }

  @Test
  void a_regressor_explains_itself_in_full() {
    double[] x = GoldenVectors.market();
    RegressionFit fit = OlsRegression.fit(x, x).orElseThrow();
    assertThat(fit.beta()).isEqualTo(1);
    assertThat(fit.rSquared()).isEqualTo(1);
    assertThat(fit.pValue()).isEqualTo(0);
  }

  @Test
  void an_offset_of_the_data_costs_no_digits() {
    double[] x = Arrays.stream(GoldenVectors.market()).map(v -> v + 1024).toArray();
    RegressionFit fit = OlsRegression.fit(x, GoldenVectors.marketResponse()).orElseThrow();
    // Adding 1024 itself rounds each x by up to 1e-13.
    assertThat(fit.beta()).isCloseTo(1.243426369849, within(1e-10));
  }

  @Test
  void wrong_arguments_are_errors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OlsRegression.fit(new double[] {1, 2}, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OlsRegression.fit(new double[3], new double[4]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OlsRegression.fit(new double[] {1, 2, Double.NaN}, new double[] {1, 2, 3}));
  }

  /** Closed forms: ν = 1 is 1 − 2/π·atan t, ν = 2 is 1 − t/√(2 + t²) = 2/(√(2+t²)(√(2+t²)+t)). */
  @Test
  void student_t_agrees_with_its_closed_forms_from_tiny_to_huge() {
    for (double t : new double[] {1e-8, 1e-3, 0.5, 1, 1.5, 12, 1e4, 1e9}) {
      double root = Math.sqrt(2 + t * t);
      double one = 2 / Math.PI * Math.atan(1 / t);
      double two = 2 / (root * (root + t));
      assertThat(StudentT.twoSided(t, 1)).as("1 df, %s", t).isCloseTo(one, withinPercentage(1e-11));
      assertThat(StudentT.twoSided(t, 2)).as("2 df, %s", t).isCloseTo(two, withinPercentage(1e-11));
      assertThat(StudentT.twoSided(-t, 2)).isEqualTo(StudentT.twoSided(t, 2));
    }
    assertThat(StudentT.twoSided(0, 88)).isEqualTo(1);
    assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 88)).isEqualTo(0);
  }
}
