package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A price and the close it comes from.
 *
 * @param symbol whose close: the position's own, the contract that a split made of it, or the share
 *     that settles an option
 * @param date the session of the close
 * @param price USD per unit as traded, of an option per stated contract unit; 0 or more
 */
record Quote(Symbol symbol, LocalDate date, BigDecimal price) {}
