package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the owner says a PRIVATE position is worth from a day on.
 *
 * @param positionId which position
 * @param asOf first day on which it counts
 * @param amount USD as it enters the net asset value: a long is positive, a short or a debt
 *     negative
 * @param quantity that the amount is for; null for the whole position
 */
public record ManualValuation(
    long positionId, LocalDate asOf, BigDecimal amount, @Nullable BigDecimal quantity) {

  /** Of the whole position. */
  public ManualValuation(long positionId, LocalDate asOf, BigDecimal amount) {
    this(positionId, asOf, amount, null);
  }

  /** What it says of so many units, USD; divided last. */
  public BigDecimal worth(BigDecimal held) {
    return quantity == null || quantity.compareTo(held) == 0
        ? amount
        : amount.multiply(held).divide(quantity, MathContext.DECIMAL128);
  }
}
