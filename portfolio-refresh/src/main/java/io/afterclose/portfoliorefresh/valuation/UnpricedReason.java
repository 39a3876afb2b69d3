package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;

/** Why a position has no value on a day. */
public enum UnpricedReason {
  /** It has no close of the day, and none of the sessions whose close may stand in for it. */
  NO_PRICE("no close of the day or of the " + Position.STALE_SESSIONS + " sessions before it"),

  /**
   * Its option delivers other shares or cash since an action on the underlying: which symbol has
   * its price, and what it settles at, does not follow from the stated contract.
   */
  ADJUSTED_CONTRACT("the contract was adjusted for an action on its underlying"),

  /** A split with an odd ratio, rather a spin-off, that no operator has confirmed. */
  SPLIT_UNCONFIRMED("a split with an odd ratio waits to be confirmed"),

  /** Adjusted closes imply an amount that is no dividend, and no operator has said what it was. */
  SPLIT_UNKNOWN("an implied amount that is no dividend waits to be explained"),

  /** Only a close from before a spin-off could stand in for the day's. */
  STALE_ACROSS_SPINOFF("the latest close is from before a spin-off"),

  /**
   * Its quantity is stated after a spin-off, or under a symbol that was another company's until
   * then, so what it was before does not follow from it.
   */
  COUNTED_AFTER_ACTION("its quantity is counted after a later action, which cannot be undone"),

  /** Another company has its symbol, and nothing says what became of the share. */
  SYMBOL_REUSED("its symbol is another company's since");

  private final String description;

  UnpricedReason(String description) {
    this.description = description;
  }

  /** The reason in words, without a full stop. */
  public String describe() {
    return description;
  }
}
