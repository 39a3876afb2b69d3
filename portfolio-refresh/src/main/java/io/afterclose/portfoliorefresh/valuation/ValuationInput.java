package io.afterclose.portfoliorefresh.valuation;

/**
 * One thing of which a portfolio's value on a day is made, as it was recorded or traded.
 *
 * @param kind what sort of thing
 * @param item which one, the same words whenever it is the same thing
 * @param value what it says: a number, a date or a word
 */
public record ValuationInput(Kind kind, String item, Object value) {

  /** The sorts, in the order in which they are printed. */
  public enum Kind {
    POSITION,
    PRICE,
    ACTION,
    VALUATION,
    CASH
  }
}
