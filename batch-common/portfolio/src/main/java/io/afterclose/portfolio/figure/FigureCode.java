package io.afterclose.portfolio.figure;

import static io.afterclose.portfolio.figure.FigureBasis.CURRENT_HOLDINGS;
import static io.afterclose.portfolio.figure.FigureBasis.POSITIONS;
import static io.afterclose.portfolio.figure.FigureBasis.REALISED;
import static io.afterclose.portfolio.figure.FigureUnit.COUNT;
import static io.afterclose.portfolio.figure.FigureUnit.FRACTION;
import static io.afterclose.portfolio.figure.FigureUnit.NUMBER;
import static io.afterclose.portfolio.figure.FigureUnit.SESSIONS;
import static io.afterclose.portfolio.figure.FigureUnit.USD;

/**
 * What is measured, one number each. The names are the codes under which figures are stored; the
 * definition is the one that is printed wherever a figure is.
 */
public enum FigureCode {
  NET_ASSET_VALUE(POSITIONS, USD, "Cash plus the signed values of all positions that have one."),
  TWR(
      REALISED,
      FRACTION,
      "Time-weighted return: the daily returns of the period linked, Π(1 + r) − 1. A day's return"
          + " is (V1 + O)/(V0 + I) − 1: inflows work from the start of the day, outflows until its"
          + " end. Not annualised."),
  TWR_ANNUALISED(
      REALISED,
      FRACTION,
      "Time-weighted return a year, (1 + R)^(365/days) − 1; only of 365 days and more."),
  TWR_FLOWS_AT_END(
      REALISED,
      FRACTION,
      "The time-weighted return with all flows of a day at its end instead: how much the timing of"
          + " flows within days matters."),
  LARGE_FLOW_DAYS(
      REALISED, COUNT, "Days of the period with a net flow above a tenth of the value before it."),
  BENCHMARK_TWR(
      REALISED, FRACTION, "Total return of the benchmark over the same period, dividends in it."),
  XIRR(
      REALISED,
      FRACTION,
      "Money-weighted return a year: the rate at which the value at the start, all external flows"
          + " and the value at the end are worth nothing, Σa·(1 + x)^(−days/365) = 0. Only of 365"
          + " days and more, and only where there is one such rate."),
  XIRR_PERIOD(
      REALISED, FRACTION, "The money-weighted return over the whole period, not annualised."),
  MAX_DRAWDOWN(
      REALISED,
      FRACTION,
      "The deepest fall of the linked returns below an earlier peak; the start is a peak too."),
  CURRENT_DRAWDOWN(REALISED, FRACTION, "How far the linked returns are below their peak now."),
  PAIN_INDEX(REALISED, FRACTION, "The mean of the drawdowns of all sessions."),
  ULCER_INDEX(REALISED, FRACTION, "The root of the mean of the squared drawdowns."),
  SESSIONS_UNDER_WATER(REALISED, SESSIONS, "Sessions below an earlier peak."),
  DRAWDOWN(
      REALISED,
      FRACTION,
      "One fall, the deepest first: from the last session at the peak to the first at the lowest"
          + " value."),
  SHARPE(
      REALISED,
      NUMBER,
      "√252 · mean(e)/sd(e) of the daily returns above the risk-free rate; at least 60. The"
          + " standard error is Lo's."),
  SHARPE_PROBABILITY(
      REALISED,
      FRACTION,
      "Probability that the true Sharpe ratio is above 0, given the skewness and kurtosis of the"
          + " returns (Bailey and López de Prado)."),
  SORTINO(
      REALISED,
      NUMBER,
      "√252 · mean(e)/d, d² the mean of min(e, 0)² over all daily returns above the risk-free"
          + " rate; at least 60."),
  CALMAR(
      REALISED,
      NUMBER,
      "Time-weighted return a year over the deepest drawdown; 365 days and more."),
  ALPHA(
      REALISED,
      FRACTION,
      "Intercept × 252 of the least squares of the daily excess returns on the benchmark's; at"
          + " least 60."),
  BETA(
      REALISED,
      NUMBER,
      "Slope of the least squares of the daily excess returns on the benchmark's; at least 60."),
  R_SQUARED(REALISED, FRACTION, "Share of the variation that the benchmark explains."),
  TRACKING_ERROR(
      REALISED, FRACTION, "√252 · sd of the daily returns above the benchmark's; at least 60."),
  INFORMATION_RATIO(
      REALISED, NUMBER, "√252 · mean/sd of the daily returns above the benchmark's; at least 60."),
  UP_CAPTURE(
      REALISED,
      NUMBER,
      "Yearly geometric return over the benchmark's in the complete months in which it rose; at"
          + " least 10."),
  DOWN_CAPTURE(
      REALISED,
      NUMBER,
      "Yearly geometric return over the benchmark's in the complete months in which it fell; at"
          + " least 10."),
  BATTING_AVERAGE(
      REALISED,
      FRACTION,
      "Share of the complete months that were better than the benchmark's; at least 12."),
  BRIDGE(
      REALISED,
      USD,
      "What made one net asset value the other: external flows, price change, dividends, interest,"
          + " fees, taxes, and what rounding leaves."),
  VOLATILITY(
      CURRENT_HOLDINGS,
      FRACTION,
      "Standard deviation (n − 1) of the last daily returns of today's weights × √252."),
  VOLATILITY_PERCENTILE(
      CURRENT_HOLDINGS,
      FRACTION,
      "Share of the previous 252 volatilities of 21 sessions that are below the present one."),
  VOLATILITY_TREND(
      CURRENT_HOLDINGS,
      FRACTION,
      "Slope a session of the line through the last 21 volatilities of 21 sessions."),
  VOLATILITY_FORECAST(
      CURRENT_HOLDINGS,
      FRACTION,
      "Volatility of the next 21 sessions by a heterogeneous autoregression of squared returns on"
          + " their means over 1, 5 and 21 sessions (Corsi)."),
  VAR_HISTORICAL(
      CURRENT_HOLDINGS,
      FRACTION,
      "Loss of one day that is not exceeded with the given probability: the quantile of the last"
          + " 252 daily returns of today's weights. A share of net asset value."),
  ES_HISTORICAL(
      CURRENT_HOLDINGS,
      FRACTION,
      "Mean loss of the days that are no better than the historical value at risk."),
  VAR_NORMAL(
      CURRENT_HOLDINGS,
      FRACTION,
      "The value at risk if returns were normal with their mean and standard deviation."),
  ES_NORMAL(CURRENT_HOLDINGS, FRACTION, "The expected shortfall if returns were normal."),
  VAR_CORNISH_FISHER(
      CURRENT_HOLDINGS,
      FRACTION,
      "The normal value at risk corrected for skewness and kurtosis, where that expansion holds."),
  VAR_EXCEPTION(
      CURRENT_HOLDINGS,
      COUNT,
      "1 if the day lost more than the historical value at risk of the session before, else 0: its"
          + " weights, its window, the return of this session."),
  AVERAGE_CORRELATION(
      CURRENT_HOLDINGS, FRACTION, "Mean of |ρ| over the pairs of symbols, 126 sessions."),
  EFFECTIVE_POSITIONS(
      CURRENT_HOLDINGS,
      NUMBER,
      "1/(wᵀRw), w the signed weights over their gross and R the nearest correlation matrix"
          + " (Higham)."),
  CORRELATION_DISTANCE(
      CURRENT_HOLDINGS,
      NUMBER,
      "How far the pairwise correlations are from the nearest correlation matrix (Frobenius)."),
  RISK_VOLATILITY(
      CURRENT_HOLDINGS,
      FRACTION,
      "√(252·wᵀCw) of the last 252 sessions common to the covered symbols; SAMPLE or SHRUNK"
          + " (Ledoit-Wolf) covariance."),
  DIVERSIFICATION_RATIO(
      CURRENT_HOLDINGS, NUMBER, "Σ|w|σ over the volatility: 1 where all move as one."),
  SYSTEMATIC_RISK(
      CURRENT_HOLDINGS,
      FRACTION,
      "√(XᵀFX): the volatility that the six style factors explain. Ridge slopes are drawn towards"
          + " 0, so it is rather too small."),
  SPECIFIC_RISK(
      CURRENT_HOLDINGS, FRACTION, "√(Σw²σ²(1 − R²)): the volatility that they do not explain."),
  UNKNOWN_RISK_WEIGHT(
      CURRENT_HOLDINGS, FRACTION, "Gross weight without style exposures, in neither of the two."),
  MODEL_ERROR(
      CURRENT_HOLDINGS,
      FRACTION,
      "Systematic plus specific variance less wᵀCw, a year: what the split misses."),
  PORTFOLIO_BETA(
      POSITIONS, NUMBER, "Σ signed exposure × market beta over net asset value (90 sessions)."),
  SECTOR_LONG(POSITIONS, USD, "Value of the long positions of a sector."),
  SECTOR_SHORT(POSITIONS, USD, "Value of the short positions of a sector, 0 or below."),
  SECTOR_NET(
      POSITIONS, USD, "Long plus short; of all sectors, cash among them, the net asset value."),
  SECTOR_GROSS(POSITIONS, USD, "Long less short."),
  PRIVATE_ALLOCATION(POSITIONS, FRACTION, "Value of private positions over net asset value."),
  OPTIONS_ALLOCATION(POSITIONS, FRACTION, "Value of options over net asset value."),
  CASH_ALLOCATION(POSITIONS, FRACTION, "Cash over net asset value."),
  COVERED_WEIGHT(
      POSITIONS,
      FRACTION,
      "Share of the gross value that is listed and has a price, so that factors can be known of"
          + " it; private positions, options and unpriced ones are not."),
  LEVERAGE(POSITIONS, NUMBER, "Gross value over net asset value."),
  HERFINDAHL(POSITIONS, NUMBER, "Σ share² × 10,000 of the gross value by symbol."),
  EFFECTIVE_NUMBER(
      POSITIONS, NUMBER, "10,000 over Herfindahl: equal holdings as concentrated as these."),
  LARGEST(POSITIONS, FRACTION, "Share of the gross value in the 1, 3 or 10 largest holdings."),
  LIQUIDATED(
      POSITIONS,
      FRACTION,
      "Share of the gross value that is sold or bought back in 1, 5 or 20 sessions as a fifth of"
          + " the median volume of 21 sessions."),
  UNKNOWN_VOLUME(POSITIONS, FRACTION, "Share of the gross value whose volume is not known."),
  REVERSE_STRESS(
      POSITIONS,
      FRACTION,
      "The move of the benchmark that costs 10 or 20 % of net asset value, by least-squares slopes"
          + " of the holdings.");

  private final FigureBasis basis;
  private final FigureUnit unit;
  private final String definition;

  FigureCode(FigureBasis basis, FigureUnit unit, String definition) {
    this.basis = basis;
    this.unit = unit;
    this.definition = definition;
  }

  /** What it is made of. */
  public FigureBasis basis() {
    return basis;
  }

  /** The unit of its value. */
  public FigureUnit unit() {
    return unit;
  }

  /** What it is, in words and its formula. */
  public String definition() {
    return definition;
  }
}
