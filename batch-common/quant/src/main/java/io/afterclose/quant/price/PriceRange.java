package io.afterclose.quant.price;

import java.math.BigDecimal;

/**
 * Where a number lies that is said to be a price in USD. It is judged as it would be stored, with
 * eight decimals: what rounds to 0 is no price, and neither is what rounds to 1e9.
 */
public enum PriceRange {
  /** 0, less, or nothing at eight decimals. */
  NOT_POSITIVE,
  /** A price. */
  PRICE,
  /** 1e9 or more. */
  TOO_LARGE;

  private static final BigDecimal ROUNDS_TO_SOMETHING = new BigDecimal("5e-9");
  private static final BigDecimal ROUNDS_TO_THE_LIMIT = new BigDecimal("999999999.999999995");

  /** Judges a number of any size. */
  public static PriceRange of(BigDecimal value) {
    if (value.compareTo(ROUNDS_TO_SOMETHING) < 0) {
      return NOT_POSITIVE;
    }
    return value.compareTo(ROUNDS_TO_THE_LIMIT) < 0 ? PRICE : TOO_LARGE;
  }
}
