package io.afterclose.portfoliorefresh.report.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open position of a session with its price and where that is from.
 *
 * @param symbol what it is on the day
 * @param quantity above 0
 * @param price USD a unit; null where it has none
 * @param priceDate its session; null where it has none
 * @param value signed USD; null where it is not known
 * @param status how the value was found
 * @param source the provider of the price; null where none is known
 * @param execution the run that stored the price; null where none did
 */
public record PricedPosition(
    String symbol,
    BigDecimal quantity,
    @Nullable BigDecimal price,
    @Nullable LocalDate priceDate,
    @Nullable BigDecimal value,
    String status,
    @Nullable String source,
    @Nullable Long execution) {}
