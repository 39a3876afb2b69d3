package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.BaseUrl;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The statuses that are failures whoever sends them; the others are for the provider to judge. */
final class RefusedStatus {

  private final Clock clock;

  RefusedStatus(Clock clock) {
    this.clock = clock;
  }

  void refuse(RawResponse reply, HttpHeaders headers) throws AttemptFailedException {
    int status = reply.status();
    if (status < 401) {
      return;
    }
    String said = "answered " + status + ": " + reply.beginning();
    switch (status) {
      case 401 -> throw AttemptFailedException.lasting(Kind.REFUSED, said);
      case 402, 403 -> throw AttemptFailedException.thisRequest(Kind.REFUSED, said);
      case 408 -> throw AttemptFailedException.passing(Kind.TIMEOUT, said);
      case 429 -> throw AttemptFailedException.passing(Kind.RATE_LIMITED, told(headers), said);
      default -> {
        if (status >= 500) {
          throw AttemptFailedException.passing(Kind.SERVER_ERROR, told(headers), said);
        }
      }
    }
  }

  private Optional<Duration> told(HttpHeaders headers) {
    return RetryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER), clock.instant());
  }

  static AttemptFailedException redirect(int status, HttpHeaders headers) {
    return AttemptFailedException.lasting(
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
