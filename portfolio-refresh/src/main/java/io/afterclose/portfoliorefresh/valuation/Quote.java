package io.afterclose.portfoliorefresh.valuation;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A price and the session it is of.
 *
 * @param date the session
 * @param price USD per unit as traded, 0 or more
 */
record Quote(LocalDate date, BigDecimal price) {}
