package io.afterclose.portfolio.figure;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a figure as stored.
 *
 * @param value in the unit of its code; null where it is not known
 * @param reason why there is no value; null where there is one
 * @param detail what was found and needed where there is no value, else what is to be known
 * @param change why this revision was written
 * @param writtenAt UTC
 * @param execution the run that wrote it; null for none
 */
public record StoredFigure(
    LocalDate date,
    FigureKey key,
    int revision,
    @Nullable Double value,
    @Nullable Double standardError,
    @Nullable String reason,
    @Nullable String detail,
    int observations,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Double coverage,
    String fingerprint,
    String change,
    LocalDateTime writtenAt,
    @Nullable Long execution) {}
