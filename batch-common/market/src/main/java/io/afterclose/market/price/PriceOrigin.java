package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stored close and where it comes from.
 *
 * @param session the day it is of
 * @param close USD as traded
 * @param source the provider that answered it
 * @param status FINAL, or PROVISIONAL while a correction is still expected
 * @param flags what was odd about it, comma-separated; empty for nothing
 * @param execution the run that stored it; null where no run did or it is not known
 * @param fetchedAt when it was stored
 */
public record PriceOrigin(
    Symbol symbol,
    LocalDate session,
    BigDecimal close,
    String source,
    String status,
    String flags,
    @Nullable Long execution,
    Instant fetchedAt) {}
