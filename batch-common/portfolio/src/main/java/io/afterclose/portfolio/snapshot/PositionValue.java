package io.afterclose.portfolio.snapshot;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The value of a position at the close of a session, as its row shows it.
 *
 * @param price USD per unit; null where there is none
 * @param priceDate the session of that price
 * @param marketValue USD, signed, to the cent; null where it cannot be valued
 * @param unrealizedPnl USD to the cent; null where it cannot be valued
 */
public record PositionValue(
    long positionId,
    LocalDate date,
    @Nullable BigDecimal price,
    @Nullable LocalDate priceDate,
    @Nullable BigDecimal marketValue,
    @Nullable BigDecimal unrealizedPnl) {}
