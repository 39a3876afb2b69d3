package io.afterclose.market.universe;

/** Why a symbol is in the universe of a date, or out of it. */
public enum UniverseReason {
  /** One of the regressors; always in. */
  FACTOR_ETF(true),
  /** In a position open on the date. */
  HELD(true),
  /** The share that an option of an open position is on: its close settles the option. */
  UNDERLYING(true),
  /** What whole splits of the underlying made of the contract of an open position. */
  SPLIT_CONTRACT(true),
  /** A member of the symbol universe, held or not. */
  MEMBER(true),
  /** Neither of these, but the onboarding queue asks for it. */
  REQUESTED(true),
  /** Its contract ended before the date. */
  EXPIRED_OPTION(false),
  /** Its share trades under this symbol no more: renamed, merged or delisted by then. */
  ENDED(false),
  /** Known to be listed only after the date. */
  NOT_YET_LISTED(false),
  /** Taken out of the symbol universe on or before the date. */
  DEACTIVATED(false);

  private final boolean included;

  UniverseReason(boolean included) {
    this.included = included;
  }

  public boolean included() {
    return included;
  }
}
