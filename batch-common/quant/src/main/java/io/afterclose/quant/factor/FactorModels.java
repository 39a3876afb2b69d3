package io.afterclose.quant.factor;

import java.util.List;

/**
 * The models, each with the numbers that define what its results mean: window in sessions, minimum
 * of observations, cap of the slope, and penalty. They are constants; a change of one makes stored
 * numbers mean something else.
 */
public final class FactorModels {

  /**
   * The largest |beta| that is passed on; the raw slope is stored beside it. The table
   * symbol_factor_exposures checks the same bound.
   */
  public static final double CAP = 5.0;

  /** The slope on the S&amp;P 500 fund. */
  public static final FactorModel MARKET_BETA =
      new OlsFactors(
          "market-beta", 90, 30, CAP, List.of(Regressor.of(Factor.MARKET_BETA, FactorEtfs.SPY)));

  /** The slope on the fund of long treasuries: a beta to bond prices, not to rates. */
  public static final FactorModel INTEREST_RATE_BETA =
      new OlsFactors(
          "interest-rate-beta", 90, 30, CAP, List.of(Regressor.of(Factor.IR_BETA, FactorEtfs.TLT)));

  /**
   * Six slopes of one ridge regression on six style funds. The funds move almost as one, so plain
   * least squares would give large slopes of opposite sign (Hoerl and Kennard 1970).
   */
  public static final FactorModel RIDGE_STYLE_FACTORS =
      new RidgeFactors(
          "ridge-style-factors",
          90,
          30,
          CAP,
          1.0,
          List.of(
              Regressor.of(Factor.VALUE, FactorEtfs.VTV),
              Regressor.of(Factor.GROWTH, FactorEtfs.VUG),
              Regressor.of(Factor.MOMENTUM, FactorEtfs.MTUM),
              Regressor.of(Factor.QUALITY, FactorEtfs.QUAL),
              Regressor.of(Factor.SIZE, FactorEtfs.IWM),
              Regressor.of(Factor.LOW_VOLATILITY, FactorEtfs.USMV)));

  /**
   * Four slopes, each on the difference of two funds: a difference takes out what both share, which
   * is why these need no ridge.
   */
  public static final FactorModel SPREAD_FACTORS =
      new OlsFactors(
          "spread-factors",
          180,
          60,
          CAP,
          List.of(
              Regressor.spread(Factor.GROWTH_VALUE_SPREAD, FactorEtfs.VUG, FactorEtfs.VTV),
              Regressor.spread(Factor.MOMENTUM_SPREAD, FactorEtfs.MTUM, FactorEtfs.SPY),
              Regressor.spread(Factor.SIZE_SPREAD, FactorEtfs.IWM, FactorEtfs.SPY),
              Regressor.spread(Factor.QUALITY_SPREAD, FactorEtfs.QUAL, FactorEtfs.SPY)));

  /** All, in the order in which the job runs them; together they estimate every factor once. */
  public static final List<FactorModel> ALL =
      List.of(MARKET_BETA, INTEREST_RATE_BETA, RIDGE_STYLE_FACTORS, SPREAD_FACTORS);

  /**
   * How many sessions up to a date the models look at: the longest window, and the session before
   * it for the first return.
   */
  public static final int SESSIONS =
      1 + ALL.stream().mapToInt(FactorModel::window).max().orElseThrow();

  private FactorModels() {}
}
