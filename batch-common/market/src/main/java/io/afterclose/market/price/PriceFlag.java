package io.afterclose.market.price;

/** What is odd about a price that was stored all the same. */
public enum PriceFlag {
  /** A move of more than 40 % without a corporate action that no other provider contradicted. */
  SUSPECT_JUMP,
  /** The close of the session before, with no volume. Funds do that. */
  REPEATED
}
