package io.afterclose.portfolio.snapshot;

import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a snapshot as stored.
 *
 * @param reason why it was made
 * @param writtenAt UTC
 * @param execution the run that made it; null for none
 * @param fingerprint of its inputs
 * @param readPosition what its transaction saw; null where that is not known on this server
 * @param totals the columns of numbers and the status, by name, in their order
 */
public record Revision(
    int number,
    String reason,
    LocalDateTime writtenAt,
    @Nullable Long execution,
    String fingerprint,
    @Nullable String readPosition,
    Map<String, Object> totals) {}
