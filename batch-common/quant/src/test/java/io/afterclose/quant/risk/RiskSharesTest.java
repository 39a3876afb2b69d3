package io.afterclose.quant.risk;

import static java.lang.Math.sin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RiskSharesTest {
  @Test
  void shares_agree_with_numpy_and_a_hedge_has_its_sign() {
    CovarianceMatrix covariance = CovarianceMatrix.sample(Series.columns()).get();
    RiskShares shares = RiskShares.of(Series.WEIGHTS, covariance, 252).get();
    assertThat(shares.volatility()).isCloseTo(0.12145859215018885, within(1e-14));
    assertThat(shares.share(0)).isCloseTo(0.06951331525529919, within(1e-14));
    assertThat(shares.share(1)).isCloseTo(0.04407722908068879, within(1e-14));
    assertThat(shares.share(2)).isCloseTo(0.007868047814200863, within(1e-14));
    assertThat(shares.diversificationRatio()).isCloseTo(1.116188676402508, within(1e-13));
    // A short position in what the rest follows takes risk away.
    RiskShares hedged = RiskShares.of(new double[] {-0.2, 1, 0}, covariance, 252).get();
    assertThat(hedged.share(0)).isNegative();
  }

  @Test
  void shares_add_up_to_the_volatility_and_scaling_changes_no_fraction() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int size = 2 + random.nextInt(40);
      double[][] columns = new double[size][100];
      double[] weights = new double[size];
      for (int i = 0; i < size; i++) {
        weights[i] = random.nextGaussian();
        for (int t = 0; t < 100; t++) {
          columns[i][t] = 0.01 * random.nextGaussian();
        }
      }
      CovarianceMatrix covariance = LedoitWolf.of(columns).get().covariance();
      RiskShares shares = RiskShares.of(weights, covariance, 252).get();
      double sum = IntStream.range(0, size).mapToDouble(shares::share).sum();
      assertThat(sum).isCloseTo(shares.volatility(), within(1e-12));
      double[] tenfold = Arrays.stream(weights).map(w -> 10 * w).toArray();
      RiskShares scaled = RiskShares.of(tenfold, covariance, 252).get();
      for (int i = 0; i < size; i++) {
        assertThat(scaled.fraction(i)).isCloseTo(shares.fraction(i), within(1e-12));
      }
    }
  }

  @Test
  void holdings_that_do_not_move_have_no_shares() {
    CovarianceMatrix still = CovarianceMatrix.sample(new double[2][50]).get();
    assertThat(((Unknown<RiskShares>) RiskShares.of(new double[] {1, 1}, still, 1)).reason())
        .isEqualTo(Reason.DEGENERATE);
    assertThat(CovarianceMatrix.sample(new double[2][1]).known()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CovarianceMatrix.sample(new double[][] {{1, 2}, {1}}));
  }

  @Test
  void shares_of_the_shortfall_agree_with_numpy_and_add_up_to_it() {
    HoldingsReturns holdings = HoldingsReturns.of(Series.weights(), Series.matrix(), 252).get();
    double[] shares = RiskShares.ofShortfall(holdings, 0.95).get();
    assertThat(shares)
        .containsExactly(
            new double[] {0.0075005917381298255, 0.005881768179254112, 0.0008728648778762457},
            within(1e-14));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(0.014255224795260184, within(1e-14));
  }

  /** m_t and 0.8·m + noise of the original system's golden vector, 192 sessions, λ = 0.94. */
  @Test
  void the_golden_exponential_correlation_agrees() {
    double[] first = IntStream.range(0, 192).mapToDouble(Series::a).toArray();
    double[] second =
        IntStream.range(0, 192)
            .mapToDouble(t -> 0.8 * Series.a(t) + 0.003 * sin(0.87 * t + 1))
            .toArray();
    double[][] columns = {first, second};
    assertThat(CovarianceMatrix.exponential(columns, 0.94).get().correlation(0, 1))
        .isCloseTo(0.9417091181, within(1e-10));
    assertThat(CovarianceMatrix.sample(columns).get().correlation(0, 1))
        .isCloseTo(0.9426829583, within(1e-10));
    // The newest row counts most: turned round, it is another number.
    double[][] reversed =
        Arrays.stream(columns)
            .map(c -> IntStream.range(0, 192).mapToDouble(t -> c[191 - t]).toArray())
            .toArray(double[][]::new);
    assertThat(CovarianceMatrix.exponential(reversed, 0.94).get().correlation(0, 1))
        .isNotCloseTo(0.9417091181, within(1e-5));
    assertThatIllegalArgumentException().isThrownBy(() -> CovarianceMatrix.exponential(columns, 1));
  }

  @Test
  void exponential_and_shrunk_covariances_agree_with_numpy() {
    CovarianceMatrix weighted = CovarianceMatrix.exponential(Series.columns(), 0.94).get();
    assertThat(weighted.at(0, 1)).isCloseTo(3.567508562195903e-05, within(1e-18));
    assertThat(weighted.at(1, 1)).isCloseTo(3.9192246811376146e-05, within(1e-18));
    double[][] last =
        Arrays.stream(Series.columns())
            .map(c -> Arrays.copyOfRange(c, 240, 300))
            .toArray(double[][]::new);
    LedoitWolf shrunk = LedoitWolf.of(last).get();
    assertThat(shrunk.intensity()).isCloseTo(0.05192953088160746, within(1e-12));
    assertThat(shrunk.covariance().at(0, 0)).isCloseTo(5.7337835680172824e-05, within(1e-17));
    assertThat(shrunk.covariance().at(0, 1)).isCloseTo(3.3955493121148566e-05, within(1e-17));
    assertThat(shrunk.covariance().at(0, 2)).isCloseTo(-1.6523614740143983e-05, within(1e-17));
  }

  /** X = (0.5·1.2 − 0.3·0.8) = 0.36, F = 0.0001: systematic 0.36²·0.0001·252. */
  @Test
  void factor_risk_is_systematic_and_specific_and_tells_what_it_does_not_cover() {
    double[] factor = {0.01, -0.01, 0.01, -0.01};
    CovarianceMatrix factors = CovarianceMatrix.population(new double[][] {factor}).get();
    FactorRisk risk =
        FactorRisk.of(
                List.of(
                    new FactorRisk.Holding(0.5, List.of(1.2), 0.6, 0.0004),
                    new FactorRisk.Holding(-0.3, List.of(0.8), 0.5, 0.0002),
                    new FactorRisk.Holding(0.1, List.of(), 0, 0.0001)),
                factors,
                252)
            .get();
    assertThat(risk.systematic()).isCloseTo(0.36 * 0.36 * 0.0001 * 252, within(1e-15));
    // 0.25·0.0004·0.4 + 0.09·0.0002·0.5 = 0.000049.
    assertThat(risk.specific()).isCloseTo(0.000049 * 252, within(1e-15));
    assertThat(risk.byFactor()).hasSize(1);
    assertThat(risk.uncovered()).isEqualTo(0.1);
    assertThat(
            FactorRisk.of(List.of(new FactorRisk.Holding(1, List.of(), 0, 1)), factors, 1).known())
        .isEmpty();
  }
}
