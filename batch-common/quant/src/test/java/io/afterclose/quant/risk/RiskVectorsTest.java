package io.afterclose.quant.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import io.afterclose.quant.returns.Moments;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Published and recomputed values of value at risk, risk shares, HAR, covariances, correlation. */
class RiskVectorsTest {
  private static final double[] WEIGHTS = {0.3, 0.4, 0.3};

  @Test
  void value_at_risk_and_shortfall_have_the_published_digits() {
    double[] bond = edhec()[0];
    Moments sample = Moments.of(bond).get();
    ValueAtRisk normal = ValueAtRisk.normal(sample.mean(), sample.standardDeviation(), 0.95);
    // The package takes the population's deviation for one series; here it is the sample's.
    assertRow("var95_gaussian", "check_sample", -normal.loss());
    assertRow("es95_gaussian", "check_sample", -normal.shortfall());
    assertRow(
        "var95_modified_cornish_fisher", "check_sample", -ValueAtRisk.cornishFisher(sample, 0.95));
    Moments population = population(sample, bond.length);
    ValueAtRisk peers = ValueAtRisk.normal(population.mean(), population.standardDeviation(), 0.95);
    assertRow("var95_gaussian", "check_population", -peers.loss());
    assertRow("var95_gaussian", "published", -peers.loss());
    assertRow("es95_gaussian", "published", -peers.shortfall());
    assertRow(
        "var95_modified_cornish_fisher", "published", -ValueAtRisk.cornishFisher(population, 0.95));
    ValueAtRisk historical = ValueAtRisk.historical(bond, 0.95, 100).get();
    assertRow("var95_historical", "published", -historical.loss());
    assertRow("es95_historical", "published", -historical.shortfall());
    assertThat(ValueAtRisk.rises(sample.skewness(), sample.excessKurtosis())).isTrue();
  }

  @Test
  void value_at_risk_of_a_portfolio_has_the_published_digits() {
    Moments moments = Moments.of(portfolio(edhec())).get();
    double loss = ValueAtRisk.normal(moments.mean(), moments.standardDeviation(), 0.95).loss();
    assertRow("var95_gaussian_portfolio_0.3_0.4_0.3", "published", loss);
    assertRow("var95_gaussian_portfolio_0.3_0.4_0.3", "check_sample", loss);
  }

  @Test
  void closed_forms_of_quantlib_hold_for_each_mean_and_deviation() {
    double level = new NormalDistribution().cumulativeProbability(2);
    int found = 0;
    for (Row row : AnalyticsData.table("var_es.csv", "figure", 5)) {
      String name = row.text("figure");
      if (name.startsWith("quantlib_gaussian_mu")) {
        String[] parts = name.substring("quantlib_gaussian_mu".length()).split("_", -1);
        double mean = Double.parseDouble(parts[0]);
        double deviation = Double.parseDouble(parts[1].substring("sigma".length()));
        ValueAtRisk risk = ValueAtRisk.normal(mean, deviation, level);
        double value = parts[2].equals("var") ? risk.loss() : risk.shortfall();
        assertThat(value)
            .as(name)
            .isCloseTo(row.number("published"), within(1e-11 * deviation * 100));
        found++;
      }
    }
    assertThat(found).isEqualTo(8);
  }

  private static Moments population(Moments sample, int n) {
    return new Moments(
        sample.mean(),
        sample.standardDeviation() * Math.sqrt((n - 1.0) / n),
        sample.skewness(),
        sample.excessKurtosis());
  }

  private static void assertRow(String figure, String column, double value) {
    String text =
        AnalyticsData.table("var_es.csv", "figure", 5).stream()
            .filter(row -> row.text("figure").equals(figure))
            .findFirst()
            .orElseThrow()
            .text(column);
    double tolerance = column.equals("published") ? 5.0001e-7 : 1e-9;
    assertThat(value).as(figure).isCloseTo(Double.parseDouble(text), within(tolerance));
  }

  @Test
  void risk_shares_of_three_funds_are_the_recomputed_ones() {
    CovarianceMatrix covariance = CovarianceMatrix.sample(edhec()).get();
    RiskShares shares = RiskShares.of(WEIGHTS, covariance, 1).get();
    List<Row> rows = AnalyticsData.table("risk_decomposition.csv", "asset", 5);
    for (int i = 0; i < 3; i++) {
      Row row = rows.get(i);
      assertThat(WEIGHTS[i]).isEqualTo(row.number("weight"));
      assertThat(shares.marginal(i)).isCloseTo(row.number("marginal"), within(1e-12));
      assertThat(shares.share(i)).isCloseTo(row.number("component"), within(1e-12));
      assertThat(shares.fraction(i) * 100).isCloseTo(row.number("percent"), within(1e-9));
    }
    assertThat(shares.volatility()).isCloseTo(rows.get(3).number("component"), within(1e-12));
  }

  private static double[] portfolio(double[][] columns) {
    double[] portfolio = new double[columns[0].length];
    for (int i = 0; i < WEIGHTS.length; i++) {
      for (int t = 0; t < portfolio.length; t++) {
        portfolio[t] += WEIGHTS[i] * columns[i][t];
      }
    }
    return portfolio;
  }

  private static double[][] edhec() {
    List<Row> rows = AnalyticsData.table("var_es.csv", "month", 4);
    assertThat(rows).hasSize(100);
    return new double[][] {
      AnalyticsData.column(rows, "conv_arb"),
      AnalyticsData.column(rows, "cta"),
      AnalyticsData.column(rows, "distressed")
    };
  }

  /** Figures printed in the file's head: published for one day and 22, recomputed for 21 and 21. */
  @Test
  void har_has_the_coefficients_published_for_spy_and_the_recomputed_forecast() {
    double[] variances =
        AnalyticsData.column(AnalyticsData.table("har_spy_rv5.csv", "date", 2), "rv5");
    assertThat(variances).hasSize(1495);
    HarForecast published = HarForecast.ofVariances(variances, 22, 1).get();
    assertThat(published.intercept()).isCloseTo(1.160000921e-05, within(5e-15));
    assertThat(published.day()).isCloseTo(0.2953165771, within(1e-9));
    assertThat(published.week()).isCloseTo(0.2813334173, within(1e-9));
    assertThat(published.month()).isCloseTo(0.1471632893, within(1e-9));
    assertThat(published.rSquared()).isCloseTo(0.249592272928, within(1e-9));
    assertThat(HarForecast.ofVariances(variances, 22, 1).observations()).isEqualTo(1473);

    HarForecast ours = HarForecast.ofVariances(variances, 21, 21).get();
    assertThat(HarForecast.ofVariances(variances, 21, 21).observations()).isEqualTo(1454);
    assertThat(ours.intercept()).isCloseTo(2.61419229158e-05, within(1e-15));
    assertThat(ours.day()).isCloseTo(0.0741943736232, within(1e-9));
    assertThat(ours.week()).isCloseTo(0.101301216773, within(1e-9));
    assertThat(ours.month()).isCloseTo(0.20771878413, within(1e-9));
    assertThat(ours.variance()).isCloseTo(3.14965534753e-05, within(1e-15));
    assertThat(ours.volatility()).isCloseTo(0.0890905801742, within(1e-9));
  }

  /** Figures printed in the file's head: scikit-learn's documentation, and recomputed. */
  @Test
  void ledoit_wolf_has_the_values_of_scikit_learn() {
    List<Row> rows = AnalyticsData.table("ledoit_wolf.csv", "x1", 2);
    LedoitWolf shrunk =
        LedoitWolf.of(
                new double[][] {AnalyticsData.column(rows, "x1"), AnalyticsData.column(rows, "x2")})
            .get();
    assertThat(shrunk.intensity()).isCloseTo(0.230254062002392, within(1e-12));
    assertThat(shrunk.covariance().at(0, 0)).isCloseTo(0.440673317907099, within(1e-12));
    assertThat(shrunk.covariance().at(0, 1)).isCloseTo(0.161615850739392, within(1e-12));
    assertThat(shrunk.covariance().at(1, 0)).isCloseTo(0.161615850739392, within(1e-12));
    assertThat(shrunk.covariance().at(1, 1)).isCloseTo(0.802262942465194, within(1e-12));
  }

  @Test
  void the_nearest_correlation_is_highams_and_not_the_clipped_one() {
    NearestCorrelation nearest =
        NearestCorrelation.of(new double[][] {{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}).get();
    for (Row row : AnalyticsData.table("nearest_correlation.csv", "entry", 4)) {
      int i = row.text("entry").charAt(0) - '1';
      int j = row.text("entry").charAt(1) - '1';
      assertThat(nearest.at(i, j))
          .isCloseTo(row.number("published"), within(5e-5))
          .isCloseTo(row.number("check"), within(1e-9))
          .isNotCloseTo(row.number("clip"), within(1e-2));
    }
    assertThat(Arrays.stream(new int[] {0, 1, 2}).mapToDouble(i -> nearest.at(i, i)))
        .containsOnly(1.0);
  }
}
