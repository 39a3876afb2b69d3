package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a lot was opened.
 *
 * @param date first day it is held
 * @param price USD per unit, 0 or more, per share as the lot's quantity counts them
 * @param spunOffFrom key of the lot of which these shares were spun off, for which the lot stands
 *     from the date on: neither cash nor a flow brought them; null for every other
 */
public record Entry(LocalDate date, BigDecimal price, Booking booking, @Nullable Long spunOffFrom) {

  /** Of a lot that was not spun off of another one. */
  public Entry(LocalDate date, BigDecimal price, Booking booking) {
    this(date, price, booking, null);
  }

  /** By a known trade. */
  public static Entry traded(LocalDate date, BigDecimal price) {
    return new Entry(date, price, Booking.TRADED);
  }
}
