package io.afterclose.symbolbatch.provider;

/**
 * A provider that should have answered and did not. Not knowing a symbol is no failure but {@link
 * ProviderResponse#NOTHING}. It has no cause on purpose: the message is free of keys, a cause may
 * not be.
 */
public final class ProviderFailure extends Exception {

  /** What went wrong, as far as it is visible from outside. */
  public enum Kind {
    /**
     * Nothing came in time: no connection, no first byte, a silence, or the whole took too long.
     */
    TIMEOUT,
    /** Too many requests, by its count (429) or by ours. */
    RATE_LIMITED,
    /** A status of 500 or above. */
    SERVER_ERROR,
    /** Key or plan: 401, 402 or 403. */
    REFUSED,
    /** No JSON, a piece of it, another symbol's, or figures that are not USD as traded. */
    BAD_BODY,
    /** More bytes than an answer may have. */
    TOO_LARGE,
    /** It sent us elsewhere; nothing was followed. */
    REDIRECTED,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** Not called, since it failed too often just before. */
    BREAKER_OPEN,
    /** The thread was interrupted; its flag is set again. */
    INTERRUPTED
  }

  private final Kind kind;

  /**
   * @param message who, what was expected, what was found; without any key
   */
  public ProviderFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
