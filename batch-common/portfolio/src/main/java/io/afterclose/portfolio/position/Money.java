package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How an amount of money is written into a row. */
public final class Money {
  private static final int CENTS = 2;
  private static final int DIGITS = 26;

  private Money() {}

  /**
   * Rounded to cents, half away from zero; once, at the row's edge, never before a sum.
   *
   * @throws InvalidPortfolioException if it has more than 26 digits before the point: no portfolio
   *     is worth that, a quantity or price is wrong
   */
  public static BigDecimal toCents(BigDecimal usd) {
    return requireDigits(usd.setScale(CENTS, RoundingMode.HALF_UP), DIGITS, "an amount in USD");
  }

  /**
   * Checks that an amount can be rounded to cents.
   *
   * @throws InvalidPortfolioException as {@link #toCents} does
   */
  public static void requireCents(BigDecimal usd) {
    // Rounding adds one digit at most.
    if (usd.precision() - usd.scale() >= DIGITS) {
      toCents(usd);
    }
  }

  /** The number itself, if it has at most so many digits before the point. */
  public static BigDecimal requireDigits(BigDecimal number, int digits, String what) {
    if (number.precision() - number.scale() > digits) {
      throw new InvalidPortfolioException(
          "expected %s of at most %d digits before the point, found %.3e; look for a wrong quantity or price"
              .formatted(what, digits, number));
    }
    return number;
  }
}
