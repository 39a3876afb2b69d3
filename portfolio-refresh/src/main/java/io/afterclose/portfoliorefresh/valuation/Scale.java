package io.afterclose.portfoliorefresh.valuation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Units of a day per stated unit, as a quotient: it is divided last, since a third of a share times
 * three is no whole share.
 *
 * @param times above 0, or 0 where nothing is left
 * @param over above 0
 */
record Scale(BigDecimal times, BigDecimal over) {

  static final Scale ONE = new Scale(BigDecimal.ONE, BigDecimal.ONE);

  Scale multiply(BigDecimal by) {
    return new Scale(times.multiply(by), over);
  }

  Scale divide(BigDecimal by) {
    return new Scale(times, over.multiply(by));
  }

  Scale multiply(Scale by) {
    return new Scale(times.multiply(by.times), over.multiply(by.over));
  }

  /** The same of an amount. */
  BigDecimal of(BigDecimal amount) {
    if (equals(ONE)) {
      return amount;
    }
    BigDecimal scaled = amount.multiply(times);
    return over.compareTo(BigDecimal.ONE) == 0
        ? scaled
        : scaled.divide(over, MathContext.DECIMAL128);
  }
}
