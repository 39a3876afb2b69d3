package io.afterclose.portfolio.snapshot;

import java.time.LocalDate;

/**
 * A portfolio at the close of a session.
 *
 * @param portfolioId whose
 * @param date the session
 * @param fingerprint SHA-256, 64 hex digits, of the inputs that matter for the day
 */
public record Snapshot(
    long portfolioId, LocalDate date, SnapshotTotals totals, String fingerprint) {}
