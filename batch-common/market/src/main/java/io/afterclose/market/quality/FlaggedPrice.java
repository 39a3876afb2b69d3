package io.afterclose.market.quality;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A stored close with what is odd about it.
 *
 * @param close USD as traded
 * @param flags comma-separated
 * @param source the provider, or operator
 */
public record FlaggedPrice(
    Symbol symbol, LocalDate session, BigDecimal close, String flags, String source) {}
