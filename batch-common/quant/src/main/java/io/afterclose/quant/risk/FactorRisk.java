package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.Arrays;
import java.util.List;

/**
 * The variance of a year split into what one set of factors explains and what is left: systematic
 * XᵀFX with X = Σw·b, specific Σw²·σ²·(1 − R²) over symbols. What has no exposures is in neither
 * and told beside. The two differ from wᵀCw by the error of the model.
 *
 * @param systematic variance, a year
 * @param specific variance, a year
 * @param byFactor X_f·(FX)_f, a year, in the order of the factors; they add up to the systematic
 *     one
 * @param uncovered gross weight without exposures
 */
public record FactorRisk(
    double systematic, double specific, List<Double> byFactor, double uncovered) {

  /** Copies the parts. */
  public FactorRisk {
    byFactor = List.copyOf(byFactor);
  }

  /**
   * A symbol, its lots added up.
   *
   * @param weight signed, of the net asset value
   * @param betas raw slopes in the order of the factors, all of one fit; empty if not fitted
   * @param rSquared of that fit
   * @param variance of its returns, a period
   */
  public record Holding(double weight, List<Double> betas, double rSquared, double variance) {

    /** Copies the betas. */
    public Holding {
      betas = List.copyOf(betas);
    }
  }

  /**
   * The split.
   *
   * @param factors covariance of the factors' returns, a period
   * @param periods of a year
   */
  public static Figure<FactorRisk> of(
      List<Holding> holdings, CovarianceMatrix factors, int periods) {
    double[] exposures = new double[factors.size()];
    double specific = 0;
    double uncovered = 0;
    int fitted = 0;
    for (Holding holding : holdings) {
      if (holding.betas().isEmpty()) {
        uncovered += Math.abs(holding.weight());
        continue;
      }
      fitted++;
      Arrays.setAll(exposures, f -> exposures[f] + holding.weight() * holding.betas().get(f));
      specific +=
          holding.weight() * holding.weight() * holding.variance() * (1 - holding.rSquared());
    }
    if (fitted == 0) {
      return Figure.unknown(Reason.MISSING_INPUT, "no holding has exposures", holdings.size());
    }
    double[] product = factors.times(exposures);
    double[] parts = new double[exposures.length];
    Arrays.setAll(parts, f -> exposures[f] * product[f] * periods);
    return Figure.of(
        new FactorRisk(
            Arrays.stream(parts).sum(),
            specific * periods,
            Arrays.stream(parts).boxed().toList(),
            uncovered),
        fitted);
  }
}
