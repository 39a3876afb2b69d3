package io.afterclose.market.price;

import org.jspecify.annotations.Nullable;

/**
 * A value in the quarantine.
 *
 * @param id by which it is decided
 * @param decision ACCEPTED, REJECTED or REPEATED; null while it is open
 * @param runs how many executions met it, 300 at most
 */
public record QuarantineRow(long id, QuarantinedValue value, @Nullable String decision, int runs) {}
