package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a lot was closed.
 *
 * @param date first day it is no longer held
 * @param price USD per unit as traded on that day, 0 or more
 */
public record Exit(LocalDate date, BigDecimal price, Booking booking) {

  /** By a known trade. */
  public static Exit traded(LocalDate date, BigDecimal price) {
    return new Exit(date, price, Booking.TRADED);
  }

  /**
   * By a known trade, or not at all where both are null.
   *
   * @param whose for the message where one is without the other
   */
  static @Nullable Exit tradedIfAny(
      String whose, @Nullable LocalDate date, @Nullable BigDecimal price) {
    if ((date == null) != (price == null)) {
      throw new IllegalArgumentException(
          whose + ": expected an exit price with an exit date, found " + price + " with " + date);
    }
    return date == null || price == null ? null : traded(date, price);
  }
}
