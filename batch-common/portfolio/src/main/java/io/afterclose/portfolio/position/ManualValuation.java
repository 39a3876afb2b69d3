package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the owner says a PRIVATE position is worth from a day on.
 *
 * @param positionId which position
 * @param asOf first day on which it counts
 * @param amount USD for the whole position as it enters the net asset value: a long is positive, a
 *     short or a debt negative
 */
public record ManualValuation(long positionId, LocalDate asOf, BigDecimal amount) {}
