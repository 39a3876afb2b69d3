package io.afterclose.market.universe;

import io.afterclose.quant.symbol.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * How the onboarding of a symbol stands.
 *
 * @param reason why it is FAILED, or why the last attempt did not succeed; empty otherwise
 * @param attempts how many were made since it was asked for; one in which no provider could be
 *     reached does not count
 * @param requestedAt when it was asked for last
 * @param updatedAt when that changed last
 * @param completedAt empty unless it is COMPLETED
 */
public record QueuedSymbol(
    Symbol symbol,
    Status status,
    Optional<String> reason,
    int attempts,
    Instant requestedAt,
    Instant updatedAt,
    Optional<Instant> completedAt) {

  /** How far it is. */
  public enum Status {
    /** Waits for a worker, or for the nightly run. */
    PENDING,
    /** A worker is at work on it. */
    PROCESSING,
    /** Its prices are there. */
    COMPLETED,
    /** Given up, until it is asked for again. */
    FAILED;

    /** Whether nothing more is going to happen to it by itself. */
    public boolean ended() {
      return this == COMPLETED || this == FAILED;
    }
  }
}
