package io.afterclose.quant.factor;

import java.util.List;

/** The models of a night. */
public final class FactorModels {
  /** All, in the order in which the job runs them; together they estimate every factor once. */
  public static final List<FactorModel> ALL =
      List.of(
          new MarketBeta(), new InterestRateBeta(), new RidgeStyleFactors(), new SpreadFactors());

  /**
   * How many sessions up to a date the models look at: the longest window, and the session before
   * it for the first return.
   */
  public static final int SESSIONS =
      1 + ALL.stream().mapToInt(FactorModel::window).max().orElseThrow();

  private FactorModels() {}
}
