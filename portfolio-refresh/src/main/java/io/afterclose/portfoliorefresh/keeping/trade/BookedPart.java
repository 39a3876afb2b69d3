package io.afterclose.portfoliorefresh.keeping.trade;

import java.math.BigDecimal;

/**
 * What a trade opened or closed of one lot.
 *
 * @param lot its key
 * @param quantity in units of the day of the trade, above 0
 */
record BookedPart(long lot, BigDecimal quantity) {}
