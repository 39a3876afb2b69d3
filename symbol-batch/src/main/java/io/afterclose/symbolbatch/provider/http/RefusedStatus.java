package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.BaseUrl;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * The words of the provider and the statuses that are failures; other answers are for the provider
 * to judge.
 */
final class RefusedStatus {

  private final RefusalWords words;
  private final Clock clock;

  RefusedStatus(RefusalWords words, Clock clock) {
    this.words = words;
    this.clock = clock;
  }

  void refuse(RawResponse reply, HttpHeaders headers) throws AttemptFailedException {
    Optional<Refusal> refusal = words.in(reply.beginning());
    if (refusal.isPresent()) {
      throw refused(refusal.get(), reply, headers);
    }
    int status = reply.status();
    if (status < 401) {
      return;
    }
    String message = "answered " + status + ": " + reply.beginning();
    switch (status) {
      case 401 -> throw AttemptFailedException.permanent(Kind.REFUSED, message);
      case 402, 403 -> throw AttemptFailedException.requestError(Kind.REFUSED, message);
      case 408 -> throw AttemptFailedException.transientFailure(Kind.TIMEOUT, message);
      case 429 ->
          throw AttemptFailedException.transientFailure(
              Kind.RATE_LIMITED, retryAfter(headers), message);
      default -> {
        if (status >= 500) {
          throw AttemptFailedException.transientFailure(
              Kind.SERVER_ERROR, retryAfter(headers), message);
        }
      }
    }
  }

  private AttemptFailedException refused(Refusal refusal, RawResponse reply, HttpHeaders headers) {
    String message =
        "answered %d, %s: %s".formatted(reply.status(), refusal.meaning(), reply.beginning());
    return switch (refusal) {
      case LIMIT_REACHED ->
          AttemptFailedException.transientFailure(Kind.RATE_LIMITED, retryAfter(headers), message);
      case KEY_REFUSED -> AttemptFailedException.permanent(Kind.REFUSED, message);
      case NOT_IN_PLAN -> AttemptFailedException.requestError(Kind.REFUSED, message);
    };
  }

  private Optional<Duration> retryAfter(HttpHeaders headers) {
    return RetryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER), clock.instant());
  }

  static AttemptFailedException redirect(int status, HttpHeaders headers) {
    return AttemptFailedException.permanent(
        Kind.REDIRECTED, "answered " + status + ", which is not followed, to " + target(headers));
  }

  /** Where it points, without path and query. */
  private static String target(HttpHeaders headers) {
    try {
      URI location = headers.getLocation();
      return location == null || location.getHost() == null
          ? "an address of its own"
          : BaseUrl.origin(location);
    } catch (IllegalArgumentException unreadable) {
      return "something that is no address";
    }
  }
}
