package io.afterclose.quant.factor;

import java.util.List;

/** The models of a night. */
public final class FactorModels {
  /** All, in the order in which the job runs them; together they estimate every factor once. */
  public static final List<FactorModel> ALL =
      List.of(
          new MarketBeta(), new InterestRateBeta(), new RidgeStyleFactors(), new SpreadFactors());

  private FactorModels() {}
}
