package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How a lot was opened.
 *
 * @param date first day it is held
 * @param price USD per unit, 0 or more, per share as the lot's quantity counts them
 */
public record Entry(LocalDate date, BigDecimal price, Booking booking) {

  /** By a known trade. */
  public static Entry traded(LocalDate date, BigDecimal price) {
    return new Entry(date, price, Booking.TRADED);
  }
}
