package io.afterclose.quant.symbol;

/** What kind of thing a position holds; data on the position, never guessed from a ticker. */
public enum InvestmentClass {
  /** Listed shares and funds. */
  PUBLIC,
  /** Listed options. */
  OPTIONS,
  /** Anything without a market price. */
  PRIVATE;

  /** Whether a market quotes it every session. */
  public boolean priced() {
    return this != PRIVATE;
  }
}
