package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.snapshot.SnapshotReason;
import java.time.LocalDate;

/**
 * A session whose snapshot a portfolio lacks, or lacks in its current state.
 *
 * @param reason why
 */
public record DueDate(LocalDate date, SnapshotReason reason) {}
