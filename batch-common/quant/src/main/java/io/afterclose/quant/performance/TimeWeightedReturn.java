package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Daily returns linked: Π(1 + r) − 1.
 *
 * @param total over the whole interval, a fraction
 * @param annualised (1 + R)^(365/days) − 1 by calendar days; unknown below 365 of them (GIPS)
 * @param from the session of the base
 * @param to the last session
 */
public record TimeWeightedReturn(
    double total, Figure<Double> annualised, LocalDate from, LocalDate to) {

  private static final int YEAR = 365;

  /** Unknown if a day has no return, or one lost everything or more. */
  public static Figure<TimeWeightedReturn> of(RealisedReturns returns) {
    return returns.values().flatMap(values -> linked(returns, values));
  }

  private static Figure<TimeWeightedReturn> linked(RealisedReturns returns, double[] values) {
    double growth = 1;
    for (int t = 0; t < values.length; t++) {
      growth *= 1 + values[t];
      if (growth <= 0) {
        return Figure.unknown(
            Reason.WIPED_OUT,
            returns.days().get(t).date() + ": a return of " + values[t],
            values.length);
      }
    }
    double total = growth - 1;
    Figure<Double> annual = annualised(total, returns.start(), returns.end(), values.length);
    return Figure.of(
        new TimeWeightedReturn(total, annual, returns.start(), returns.end()), values.length);
  }

  /** The yearly rate of a total return above −1; unknown below 365 days. */
  static Figure<Double> annualised(double total, LocalDate from, LocalDate to, int observations) {
    long days = ChronoUnit.DAYS.between(from, to);
    if (days < YEAR) {
      return Figure.unknown(
          Reason.UNDER_ONE_YEAR, "365 days are needed, there are " + days, observations);
    }
    return Figure.of(StrictMath.expm1(StrictMath.log1p(total) * YEAR / days), observations);
  }
}
