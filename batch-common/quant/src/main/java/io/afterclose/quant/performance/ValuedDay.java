package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;

/**
 * The value of a portfolio on two successive sessions and what was paid in and out between them.
 * Fees, dividends and interest are inside the values, so returns are net of fees.
 *
 * @param date of the later session
 * @param before net asset value at the close of the earlier session, USD
 * @param inflow external inflow of the day, USD, 0 or more: the net inflow, and lots opened and
 *     closed that day gross
 * @param outflow external outflow of the day, USD, 0 or more, likewise
 * @param after net asset value at the close of {@code date}, USD
 * @param coverage share of the gross value that is known on both sides, 0 to 1
 */
public record ValuedDay(
    LocalDate date, double before, double inflow, double outflow, double after, double coverage) {

  private static final double LEAST_COVERAGE = 0.98;
  private static final double LARGE_FLOW = 0.1;

  /** Checks that the numbers are finite, the flows not negative and the coverage a share. */
  public ValuedDay {
    boolean finite = Double.isFinite(before) && Double.isFinite(after);
    boolean flows = inflow >= 0 && outflow >= 0 && Double.isFinite(inflow + outflow);
    if (!finite || !flows || !(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException(
          date
              + ": finite values, flows of 0 or more and a coverage of 0 to 1 were expected, found "
              + before
              + " + "
              + inflow
              + " to "
              + after
              + " + "
              + outflow
              + " covered "
              + coverage);
    }
  }

  /**
   * The time-weighted return (V1 + O)/(V0 + I) − 1, a fraction: inflows work from the start of the
   * day, outflows until its end (Portfolio Performance's rule). Unknown if V0 + I ≤ 0 or less than
   * 98 % is covered.
   */
  public Figure<Double> timeWeighted() {
    return over(before + inflow, after + outflow);
  }

  /**
   * The return with all flows at the end of the day, (V1 + O − I)/V0 − 1: what the time-weighted
   * return is compared with to see how much the timing of flows within days matters.
   */
  public Figure<Double> flowsAtEnd() {
    return over(before, after + outflow - inflow);
  }

  private Figure<Double> over(double base, double end) {
    if (coverage < LEAST_COVERAGE) {
      return Figure.unknown(
          Reason.LOW_COVERAGE,
          date + ": 98 % of the gross value is needed, known is " + coverage,
          1);
    }
    if (base <= 0) {
      return Figure.unknown(
          Reason.BASE_NOT_POSITIVE, date + ": a base above 0 is needed, found " + base, 1);
    }
    return Figure.of(end / base - 1, 1);
  }

  /** Whether the net flow is more than a tenth of the value before it. */
  public boolean hasLargeFlow() {
    return Math.abs(inflow - outflow) > LARGE_FLOW * Math.abs(before);
  }

  /** Whether there was nothing before, so that the day opens a record of its own. */
  public boolean opensRecord() {
    return before == 0;
  }
}
