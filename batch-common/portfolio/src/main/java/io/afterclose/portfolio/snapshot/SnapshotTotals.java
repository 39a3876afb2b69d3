package io.afterclose.portfolio.snapshot;

import java.math.BigDecimal;

/**
 * The numbers of a snapshot. Money in USD, two decimals, each amount rounded once from unrounded
 * sums (so a difference of two columns may be a cent off the third). Value, cost and exposures
 * leave unpriced positions out.
 *
 * @param coverage share of the gross value that is known, 0 to 1, six decimals; the unknown counts
 *     at its gross cost; 1 without positions
 * @param unbookedDividends lots that were paid a dividend on the day of which only adjusted closes
 *     tell, so that it is in no cash
 */
public record SnapshotTotals(
    Status status,
    Worth worth,
    Cash cash,
    Exposure exposure,
    PositionCounts counts,
    BigDecimal coverage,
    int unbookedDividends,
    Unpriced unpriced,
    DayTrades dayTrades) {

  /** Whether a snapshot knows all of its portfolio. */
  public enum Status {
    /** Every position has a value, stale or estimated ones included. */
    COMPLETE,
    /** At least one position has none, or a cash row names an implied row that there is not. */
    PARTIAL
  }

  /**
   * The positions without a value. They are in no other number: the profit of a day starts from
   * what they were worth last.
   *
   * @param carriedValue Σ signed last values while they were held, less what was paid since; the
   *     cost of one that had none
   * @param newly those that had a value at the session before, or were not held then
   */
  public record Unpriced(BigDecimal carriedValue, int newly) {}

  /**
   * External flows of lots that were opened and closed since the session before, which the
   * cumulative flows hold net. The base of a return has them gross.
   *
   * @param inflows what was brought in for them, 0 or more
   * @param outflows what was taken out of them, 0 or more
   */
  public record DayTrades(BigDecimal inflows, BigDecimal outflows) {
    private static final BigDecimal NO_CENTS = BigDecimal.ZERO.setScale(2);

    /** There were none. */
    public static final DayTrades NONE = new DayTrades(NO_CENTS, NO_CENTS);
  }

  /**
   * What the positions are worth.
   *
   * @param value Σ signed market values
   * @param cost Σ signed costs as recorded
   * @param pnl value − cost, unrealised
   * @param pnlPercent pnl / Σ|cost| × 100, six decimals, so a short's gain is positive; 0 without
   *     cost
   */
  public record Worth(BigDecimal value, BigDecimal cost, BigDecimal pnl, BigDecimal pnlPercent) {}

  /**
   * Cash, and what follows from it.
   *
   * @param value cash, signed
   * @param netAssetValue cash + Σ signed market values
   * @param cumulativeExternalFlows paid in less taken out since the beginning
   */
  public record Cash(
      BigDecimal value, BigDecimal netAssetValue, BigDecimal cumulativeExternalFlows) {}

  /**
   * Market exposure.
   *
   * @param longValue Σ of the values above 0
   * @param shortValue Σ of the values below 0, so 0 or less
   * @param gross long − short
   * @param net long + short
   */
  public record Exposure(
      BigDecimal longValue, BigDecimal shortValue, BigDecimal gross, BigDecimal net) {}

  /**
   * Open positions by how they are valued.
   *
   * @param all the sum of the other four
   * @param priced by the day's close
   * @param stale by a close at most five sessions older
   * @param estimated PRIVATE
   * @param unpriced without a value
   */
  public record PositionCounts(int all, int priced, int stale, int estimated, int unpriced) {}
}
