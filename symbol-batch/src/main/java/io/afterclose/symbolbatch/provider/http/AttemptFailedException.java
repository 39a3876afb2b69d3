package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One request that brought no answer. It has no cause: what caused it may quote a key. */
final class AttemptFailedException extends IOException {

  /** Whether the same request may succeed soon. */
  private final boolean transientFailure;

  /** Whether it speaks against the whole server, not only against this request. */
  private final boolean countsAgainstServer;

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  private AttemptFailedException(
      Kind kind,
      boolean transientFailure,
      boolean countsAgainstServer,
      Optional<Duration> retryAfter,
      String message) {
    super(message);
    this.kind = kind;
    this.transientFailure = transientFailure;
    this.countsAgainstServer = countsAgainstServer;
    this.retryAfter = retryAfter;
  }

  /** Worth another attempt. */
  static AttemptFailedException transientFailure(Kind kind, String message) {
    return new AttemptFailedException(kind, true, true, Optional.empty(), message);
  }

  /** Worth another attempt after the time the provider named, if it named one. */
  static AttemptFailedException transientFailure(
      Kind kind, Optional<Duration> retryAfter, String message) {
    return new AttemptFailedException(kind, true, true, retryAfter, message);
  }

  /** Asking again would not help, and others would fare the same. */
  static AttemptFailedException permanent(Kind kind, String message) {
    return new AttemptFailedException(kind, false, true, Optional.empty(), message);
  }

  /** Asking again would not help; other requests may well succeed. */
  static AttemptFailedException requestError(Kind kind, String message) {
    return new AttemptFailedException(kind, false, false, Optional.empty(), message);
  }

  Kind kind() {
    return kind;
  }

  boolean transientFailure() {
    return transientFailure;
  }

  boolean countsAgainstServer() {
    return countsAgainstServer;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** The same with another message. */
  AttemptFailedException withMessage(String message) {
    return new AttemptFailedException(
        kind, transientFailure, countsAgainstServer, retryAfter, message);
  }
}
