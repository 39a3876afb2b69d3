package io.afterclose.portfoliorefresh.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How an amount of money is written into a row. */
public final class Money {
  private static final int CENTS = 2;

  private Money() {}

  /** Rounded to cents, half away from zero; once, at the row's edge, never before a sum. */
  public static BigDecimal toCents(BigDecimal usd) {
    return usd.setScale(CENTS, RoundingMode.HALF_UP);
  }
}
