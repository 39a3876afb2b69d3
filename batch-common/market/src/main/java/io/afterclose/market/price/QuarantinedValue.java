package io.afterclose.market.price;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value that is no price.
 *
 * @param symbol as answered
 * @param date as answered
 * @param reason a stable code
 * @param detail what was found and what was expected
 * @param source the provider that answered it
 * @param close of a session, USD as traded, that could be stored after all; null where it is no
 *     price
 */
public record QuarantinedValue(
    String symbol,
    String date,
    String reason,
    String detail,
    String source,
    @Nullable BigDecimal close) {

  /** A value that can never be a price. */
  public QuarantinedValue(String symbol, String date, String reason, String detail, String source) {
    this(symbol, date, reason, detail, source, null);
  }
}
