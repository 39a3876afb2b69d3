package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;

/**
 * What of a lot is held on a day.
 *
 * @param lot as recorded
 * @param symbol of the share on the day
 * @param spunOff whether it is a child of the share that the lot states
 * @param quantity in units of the day, above 0
 * @param cost its part of the cost as recorded, USD, negative for a short
 */
public record HeldLot(
    Position lot, Symbol symbol, boolean spunOff, BigDecimal quantity, BigDecimal cost) {}
