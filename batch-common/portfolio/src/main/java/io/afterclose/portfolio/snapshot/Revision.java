package io.afterclose.portfolio.snapshot;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a snapshot as stored.
 *
 * @param reason why it was made
 * @param writtenAt UTC
 * @param execution the run that made it; null for none
 * @param fingerprint of its inputs
 * @param readSnapshot the transactions visible to its own; null where that is not known on this
 *     server
 */
public record Revision(
    int number,
    String reason,
    LocalDateTime writtenAt,
    @Nullable Long execution,
    String fingerprint,
    @Nullable String readSnapshot,
    SnapshotTotals totals) {}
