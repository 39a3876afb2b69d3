package io.afterclose.console.symbols;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A stored day of a symbol, USD as traded.
 *
 * @param volume shares as traded
 * @param source the provider
 * @param status FINAL, or PROVISIONAL while a correction is still expected
 * @param flags what was odd about it, comma-separated; empty for nothing
 * @param fetchedAt UTC
 * @param execution the job execution that stored it; null where none did or it is not known
 * @param run the newest start of that execution; null where it is not known
 */
record PriceBar(
    LocalDate date,
    @Nullable BigDecimal open,
    @Nullable BigDecimal high,
    @Nullable BigDecimal low,
    BigDecimal close,
    @Nullable Long volume,
    String source,
    String status,
    String flags,
    LocalDateTime fetchedAt,
    @Nullable Long execution,
    @Nullable Long run) {}
