package io.afterclose.portfoliorefresh.broker;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a unit cost, from what all of them did. */
public final class EntryPrice {
  private static final int DECIMALS = 10;
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

  private EntryPrice() {}

  /** USD per unit with as many decimals as are stored, half away from zero. */
  public static BigDecimal of(BigDecimal cost, BigDecimal units) {
    BigDecimal price = cost.divide(units, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return price.scale() < 0 ? price.setScale(0) : price;
  }

  /** Whether a position may have cost so much. */
  public static boolean plausible(BigDecimal cost) {
    return cost.compareTo(LIMIT) < 0;
  }
}
