package io.afterclose.portfolio.figure;

import io.afterclose.quant.figure.Figure;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A figure as calculated.
 *
 * @param value in the unit of its code, or why it is not known
 * @param standardError in the same unit; null where it has none
 * @param from the base of its interval; null where it has none
 * @param to the end of its interval; null where it has none
 * @param coverage share of the gross value that it knows, 0 to 1; null where that has no meaning
 * @param note what is to be known about a value; empty for nothing
 * @param fingerprint of its inputs, 32 hex digits
 */
public record FigureRow(
    FigureKey key,
    Figure<Double> value,
    @Nullable Double standardError,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Double coverage,
    String note,
    String fingerprint) {}
