package io.afterclose.quant.performance;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A risk-free yield by date; each holds until the next. Before the first the default holds. */
public final class RiskFreeRate {
  private static final double YEAR = 365;

  private final double standing;
  private final NavigableMap<LocalDate, Double> yields;

  private RiskFreeRate(double standing, NavigableMap<LocalDate, Double> yields) {
    this.standing = standing;
    this.yields = yields;
  }

  /**
   * A constant yield.
   *
   * @param yield a year, effective, a fraction above −1
   */
  public static RiskFreeRate constant(double yield) {
    return dated(yield, new TreeMap<>());
  }

  /**
   * Yields by date.
   *
   * @param standing the yield before the first date
   * @throws IllegalArgumentException if one is −1 or below or not finite
   */
  public static RiskFreeRate dated(double standing, NavigableMap<LocalDate, Double> yields) {
    requireYield(standing);
    yields.values().forEach(RiskFreeRate::requireYield);
    return new RiskFreeRate(standing, new TreeMap<>(yields));
  }

  private static void requireYield(double yield) {
    if (!(yield > -1) || Double.isInfinite(yield)) {
      throw new IllegalArgumentException("A yield above -1 was expected, found " + yield);
    }
  }

  /**
   * What a session earns: (1 + y)^(days/365) − 1 over the calendar days since the session before,
   * at the yield known at the close of the session before.
   */
  public double between(LocalDate previous, LocalDate session) {
    var known = yields.floorEntry(previous);
    double yield = known == null ? standing : known.getValue();
    return StrictMath.expm1(
        StrictMath.log1p(yield) * ChronoUnit.DAYS.between(previous, session) / YEAR);
  }
}
