package io.afterclose.market.price;

/**
 * A value that is no price.
 *
 * @param symbol as answered
 * @param date as answered
 * @param reason a stable code
 * @param detail what was found and what was expected
 * @param source the provider that answered it
 */
public record QuarantinedValue(
    String symbol, String date, String reason, String detail, String source) {}
