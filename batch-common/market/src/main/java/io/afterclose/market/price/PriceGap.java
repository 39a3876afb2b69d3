package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol lacks.
 *
 * @param firstMissing the oldest session of the lookback without a final price
 * @param previousDate the newest stored session before it; null when there is none
 * @param previousClose the close of that session, USD
 */
public record PriceGap(
    Symbol symbol,
    LocalDate firstMissing,
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal previousClose) {}
