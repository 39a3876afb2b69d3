package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One request that brought no answer. It has no cause: what caused it may quote a key. */
final class AttemptFailedException extends IOException {

  /** Whether the same request may succeed soon. */
  private final boolean passing;

  /** Whether it speaks against the whole server, not only against this request. */
  private final boolean blamesServer;

  private final Kind kind;
  private final transient Optional<Duration> toldToWait;

  private AttemptFailedException(
      Kind kind,
      boolean passing,
      boolean blamesServer,
      Optional<Duration> toldToWait,
      String message) {
    super(message);
    this.kind = kind;
    this.passing = passing;
    this.blamesServer = blamesServer;
    this.toldToWait = toldToWait;
  }

  /** Worth another attempt. */
  static AttemptFailedException passing(Kind kind, String message) {
    return new AttemptFailedException(kind, true, true, Optional.empty(), message);
  }

  /** Worth another attempt after the time the provider named, if it named one. */
  static AttemptFailedException passing(Kind kind, Optional<Duration> toldToWait, String message) {
    return new AttemptFailedException(kind, true, true, toldToWait, message);
  }

  /** Asking again would not help, and others would fare the same. */
  static AttemptFailedException lasting(Kind kind, String message) {
    return new AttemptFailedException(kind, false, true, Optional.empty(), message);
  }

  /** Asking again would not help; other requests may well succeed. */
  static AttemptFailedException thisRequest(Kind kind, String message) {
    return new AttemptFailedException(kind, false, false, Optional.empty(), message);
  }

  Kind kind() {
    return kind;
  }

  boolean passing() {
    return passing;
  }

  boolean blamesServer() {
    return blamesServer;
  }

  Optional<Duration> toldToWait() {
    return toldToWait;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** The same with another message. */
  AttemptFailedException withMessage(String message) {
    return new AttemptFailedException(kind, passing, blamesServer, toldToWait, message);
  }
}
