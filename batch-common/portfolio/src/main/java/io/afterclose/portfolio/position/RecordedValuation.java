package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A manual valuation as recorded.
 *
 * @param symbol of its position
 * @param entryDate of its position
 * @param held quantity of its position
 * @param recordedAt in UTC
 */
public record RecordedValuation(
    ManualValuation valuation,
    String symbol,
    LocalDate entryDate,
    BigDecimal held,
    LocalDateTime recordedAt) {

  /** {@code FUND@2024-01-31#12}: its position. */
  public String position() {
    return symbol + "@" + entryDate + "#" + valuation.positionId();
  }

  /** What it says of the whole position, USD. */
  public BigDecimal worth() {
    return valuation.worth(held);
  }
}
