package io.afterclose.portfolio.figure;

import static io.afterclose.portfolio.figure.FigureBasis.CURRENT_HOLDINGS;
import static io.afterclose.portfolio.figure.FigureBasis.POSITIONS;
import static io.afterclose.portfolio.figure.FigureBasis.REALISED;

/** What is measured, many numbers each: rows by columns. */
public enum GridCode {
  FACTOR_EXPOSURES(
      POSITIONS,
      "Rows are the twelve factors. OF_NAV: Σ signed exposure × beta over net asset value."
          + " NORMALISED: over the signed value that has a beta. DOLLARS: USD. COVERED: share of"
          + " the gross value that has one. ERROR: standard error of OF_NAV, the errors of the"
          + " betas taken as independent."),
  POSITION_EXPOSURES(
      POSITIONS,
      "Rows are symbols. EXPOSURE: signed, USD. WEIGHT: of net asset value. By factor, what the"
          + " symbol brings to the dollars of the portfolio's exposure."),
  POSITION_CORRELATION(
      CURRENT_HOLDINGS,
      "Pearson correlations of the daily returns of the symbols held, the last 126 sessions, at"
          + " least 60 shared."),
  FACTOR_CORRELATION(
      CURRENT_HOLDINGS,
      "Correlations of the daily returns of the factor funds, weights 0.94 per session of age,"
          + " ending on the session."),
  RISK_SHARES(
      CURRENT_HOLDINGS,
      "Rows are symbols. SAMPLE and SHRUNK: what the symbol brings to the volatility of a year by"
          + " that covariance, adding up to it; a hedge is below 0. SHORTFALL_95: to the historical"
          + " expected shortfall."),
  FACTOR_RISK(
      CURRENT_HOLDINGS,
      "Rows are the six style factors. VARIANCE: what each brings to the systematic variance of a"
          + " year."),
  STRESS(
      POSITIONS,
      "Rows are scenarios. PROPAGATED: Σ exposure × the symbol's expected return given the shocks,"
          + " USD. DIRECT: stored exposure dollars × shock, USD. COVERED: share of the gross value"
          + " that answers. The flags are 1 or 0. Nothing is capped."),
  POSITION_STRESS(POSITIONS, "Rows are scenarios, columns symbols: the propagated result, USD."),
  DAY_CONTRIBUTION(
      REALISED,
      "Rows are symbols and CASH. PROFIT: of the day, USD. CONTRIBUTION: profit over the base of"
          + " the day's return; they add up to it.");

  private final FigureBasis basis;
  private final String definition;

  GridCode(FigureBasis basis, String definition) {
    this.basis = basis;
    this.definition = definition;
  }

  /** What it is made of. */
  public FigureBasis basis() {
    return basis;
  }

  /** What its cells are. */
  public String definition() {
    return definition;
  }
}
