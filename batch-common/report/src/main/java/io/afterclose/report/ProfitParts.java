package io.afterclose.report;

import java.math.BigDecimal;

/**
 * What the profit of a day consists of, USD in cents; the six make it up.
 *
 * @param priceChange what the positions gained in price, trades included; those without a price
 *     nothing until they have one again
 * @param interest below 0 where it was paid
 * @param fees below 0 where they were paid
 * @param taxes below 0 where they were paid
 * @param rounding what the rounding of the others leaves
 */
public record ProfitParts(
    BigDecimal priceChange,
    BigDecimal dividends,
    BigDecimal interest,
    BigDecimal fees,
    BigDecimal taxes,
    BigDecimal rounding) {}
