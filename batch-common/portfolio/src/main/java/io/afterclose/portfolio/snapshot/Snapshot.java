package io.afterclose.portfolio.snapshot;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A portfolio at the close of a session. Money in USD, two decimals, each amount rounded once from
 * unrounded sums (so a difference of two columns may be a cent off the third). Value, cost and
 * exposures leave unpriced positions out.
 *
 * @param portfolioId whose
 * @param date the session
 * @param totalValue Σ signed market values
 * @param totalCost Σ signed costs as stated
 * @param totalPnl value − cost, unrealised
 * @param pnlPercent pnl / Σ|cost| × 100, six decimals, so a short's gain is positive; 0 without
 *     cost
 * @param cashValue cash, signed
 * @param netAssetValue cash + Σ signed market values
 * @param cumulativeExternalFlows paid in less taken out since the beginning
 * @param longValue Σ of the values above 0
 * @param shortValue Σ of the values below 0, so 0 or less
 * @param grossExposure long − short
 * @param netExposure long + short
 * @param positionCount open positions, the sum of the four counts
 * @param pricedCount valued by the day's close
 * @param staleCount valued by a close at most five sessions older
 * @param estimatedCount PRIVATE
 * @param unpricedCount without a value
 * @param coverage share of the gross value that is known, 0 to 1, six decimals; the unknown counts
 *     at its gross cost; 1 without positions
 * @param status whether every position has a value
 * @param fingerprint SHA-256, 64 hex digits, of the inputs that matter for the day
 */
public record Snapshot(
    long portfolioId,
    LocalDate date,
    BigDecimal totalValue,
    BigDecimal totalCost,
    BigDecimal totalPnl,
    BigDecimal pnlPercent,
    BigDecimal cashValue,
    BigDecimal netAssetValue,
    BigDecimal cumulativeExternalFlows,
    BigDecimal longValue,
    BigDecimal shortValue,
    BigDecimal grossExposure,
    BigDecimal netExposure,
    int positionCount,
    int pricedCount,
    int staleCount,
    int estimatedCount,
    int unpricedCount,
    BigDecimal coverage,
    Status status,
    String fingerprint) {

  /** Whether a snapshot knows all of its portfolio. */
  public enum Status {
    /** Every position has a value, stale or estimated ones included. */
    COMPLETE,
    /** At least one position has none. */
    PARTIAL
  }
}
