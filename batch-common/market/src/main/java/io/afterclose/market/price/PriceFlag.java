package io.afterclose.market.price;

/** What is odd about a price that was stored all the same. */
public enum PriceFlag {
  /** The high is below the low, or the close is outside them. */
  ODD_RANGE,
  /** An operator doubts the price; it is requested again and compared with nothing. */
  REOPENED,
  /** A total return of more than 40 % that no other provider contradicted. */
  SUSPECT_JUMP,
  /** The close of the session before, with no volume. Funds do that. */
  REPEATED
}
