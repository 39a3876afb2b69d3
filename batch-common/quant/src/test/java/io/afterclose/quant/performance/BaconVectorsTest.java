package io.afterclose.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.AnalyticsData;
import io.afterclose.quant.AnalyticsData.Row;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.regression.RegressionFit;
import io.afterclose.quant.returns.Moments;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The worked example of Bacon, 24 months. Figures that are not offered here are put together from
 * the kernels' parts by the convention that the file names.
 */
class BaconVectorsTest {
  private static final int MONTHS = 12;
  // One fall is counted otherwise there; the file has no second value of it.
  private static final String OTHER_EPISODES = "burke_ratio";

  @Test
  void each_figure_has_the_published_digits_and_the_checked_value() {
    List<Row> rows = AnalyticsData.table("bacon_returns.csv", "date", 3);
    Map<String, Double> figures = figures(rows);
    List<Row> all = AnalyticsData.table("bacon_expected.csv", "figure", 3);
    for (Row expected : all) {
      String name = expected.text("figure");
      if (name.equals(OTHER_EPISODES)) {
        continue;
      }
      assertThat(figures).containsKey(name);
      if (!expected.text("published").isEmpty()) {
        // Bacon cuts digits off instead of rounding.
        double published = expected.number("published");
        assertThat(figures.get(name)).as(name).isCloseTo(published, within(1e-4));
      }
      if (!expected.text("check").isEmpty()) {
        double check = expected.number("check");
        assertThat(figures.get(name)).as(name).isCloseTo(check, within(1e-9));
      }
    }
    assertThat(all).hasSize(figures.size() + 1);
  }

  private static Map<String, Double> figures(List<Row> rows) {
    double[] p = AnalyticsData.column(rows, "portfolio");
    double[] b = AnalyticsData.column(rows, "benchmark");
    double annual = annual(rows, p);
    double benchmark = annual(rows, b);
    Moments moments = Moments.of(p).get();
    Moments others = Moments.of(b).get();
    RegressionFit fit = OlsRegression.fit(b, p).orElseThrow();
    BenchmarkFit fitted = BenchmarkFit.of(p, b, MONTHS, 24).get();
    double n = p.length;
    double population = Math.sqrt((n - 1) / n);
    double jensen = annual - fitted.beta() * benchmark;
    double systematic = Math.abs(fitted.beta()) * others.standardDeviation() * Math.sqrt(MONTHS);
    double specific = fitted.residualDeviation() * Math.sqrt((n - 2) / n);
    double[] active = minus(p, b);
    double sharpe = annual / (moments.standardDeviation() * Math.sqrt(MONTHS));
    Drawdowns falls = drawdowns(p);
    Map<String, Double> figures = new HashMap<>();
    figures.put("annualised_return_portfolio", annual);
    figures.put("annualised_return_benchmark", benchmark);
    figures.put("beta", fitted.beta());
    figures.put("jensen_alpha_annualised", jensen);
    figures.put("regression_alpha_monthly", fitted.alpha() / MONTHS);
    figures.put("regression_epsilon", annual - fit.alpha() - fit.beta() * benchmark);
    figures.put("systematic_risk", systematic);
    figures.put("specific_risk", specific);
    figures.put("total_risk", Math.hypot(systematic, specific));
    figures.put("appraisal_ratio", jensen / specific);
    figures.put("appraisal_modified", jensen / fit.beta());
    figures.put("treynor_modified", annual / (systematic * population));
    figures.put("fama_beta", moments.standardDeviation() / others.standardDeviation());
    figures.put("mean_absolute_deviation", mean(p, x -> Math.abs(x - moments.mean())));
    figures.put("m_squared", annual * others.standardDeviation() / moments.standardDeviation());
    figures.put("max_drawdown", falls.maximum());
    figures.put("pain_index", falls.painIndex());
    figures.put("ulcer_index", falls.ulcerIndex());
    figures.put("pain_ratio", annual / falls.painIndex());
    figures.put("martin_ratio", annual / falls.ulcerIndex());
    figures.put("skewness_kurtosis_ratio", moments.skewness() / (moments.excessKurtosis() + 3));
    figures.put("kurtosis_excess_moment", moments.excessKurtosis());
    figures.put("sharpe_annualised_geometric", sharpe);
    figures.put(
        "adjusted_sharpe",
        sharpe
            * (1
                + moments.skewness() / 6 * sharpe
                - moments.excessKurtosis() / 24 * sharpe * sharpe));
    double error = Moments.of(active).get().standardDeviation() * Math.sqrt(MONTHS);
    figures.put("tracking_error", error);
    figures.put("information_ratio", (annual - benchmark) / error);
    figures.put("bernardo_ledoit", mean(p, x -> Math.max(x, 0)) / mean(p, x -> Math.max(-x, 0)));
    figures.put(
        "d_ratio",
        count(p, -1)
            * mean(p, x -> Math.max(-x, 0))
            / (count(p, 1) * mean(p, x -> Math.max(x, 0))));
    putAgainst(figures, Arrays.stream(p).map(x -> x - 0.005).toArray());
    return figures;
  }

  /** The figures against a minimum of 0.5 % a month. */
  private static void putAgainst(Map<String, Double> figures, double[] excess) {
    double down = Ratio.downsideDeviation(excess);
    double up = Ratio.downsideDeviation(Arrays.stream(excess).map(x -> -x).toArray());
    double downPotential = mean(excess, x -> Math.max(-x, 0));
    figures.put("downside_deviation_MAR_0.005", down);
    figures.put("downside_potential_MAR_0.005", downPotential);
    figures.put("downside_frequency_MAR_0.005", count(excess, -1) / excess.length);
    figures.put("upside_frequency_MAR_0.005", count(excess, 1) / excess.length);
    figures.put("upside_risk_MAR_0.005", up);
    figures.put("upside_potential_MAR_0.005", mean(excess, x -> Math.max(x, 0)));
    figures.put("omega_sharpe_MAR_0.005", mean(excess, x -> x) / downPotential);
    figures.put("kappa2_MAR_0.005", Ratio.sortino(excess, 1, 24).get().value());
    figures.put("volatility_skewness_MAR_0.005", up * up / (down * down));
    figures.put("variability_skewness_MAR_0.005", up / down);
  }

  private static double annual(List<Row> rows, double[] values) {
    // Two years of 365 days: (1 + R)^(12/24) is what the example has.
    LocalDate end = LocalDate.of(2001, 12, 31);
    double total = TimeWeightedReturn.of(returns(values)).get().total();
    assertThat(rows).hasSize(24);
    return TimeWeightedReturn.annualised(total, end.minusDays(730), end, 24).get();
  }

  private static Drawdowns drawdowns(double[] values) {
    return Drawdowns.of(returns(values)).get();
  }

  private static RealisedReturns returns(double[] values) {
    return RealisedReturns.of(
        LocalDate.EPOCH,
        IntStream.range(0, values.length)
            .mapToObj(
                t ->
                    new RealisedReturns.Day(
                        LocalDate.EPOCH.plusDays(t + 1), Figure.of(values[t], 1)))
            .toList());
  }

  private static double[] minus(double[] first, double[] second) {
    return IntStream.range(0, first.length).mapToDouble(t -> first[t] - second[t]).toArray();
  }

  private static double mean(double[] values, DoubleUnaryOperator part) {
    return Arrays.stream(values).map(part).sum() / values.length;
  }

  private static double count(double[] values, double sign) {
    return Arrays.stream(values).filter(x -> x * sign > 0).count();
  }
}
