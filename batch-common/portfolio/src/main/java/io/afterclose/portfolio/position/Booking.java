package io.afterclose.portfolio.position;

import org.jspecify.annotations.Nullable;

/**
 * How a lot came or went.
 *
 * @param inKind without cash: the external flow is its market value at the close of the day
 * @param assumed follows from two statements of holdings; the trade itself is not known
 * @param reference what the broker or the caller names it; null for none
 */
public record Booking(boolean inKind, boolean assumed, @Nullable String reference) {
  /** By a known trade without a reference. */
  public static final Booking TRADED = new Booking(false, false, null);
}
