package io.afterclose.portfolio.figure;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a grid as stored.
 *
 * @param change why this revision was written
 * @param writtenAt UTC
 * @param execution the run that wrote it; null for none
 */
public record StoredGrid(
    LocalDate date,
    FigureGrid grid,
    int revision,
    String change,
    LocalDateTime writtenAt,
    @Nullable Long execution) {}
