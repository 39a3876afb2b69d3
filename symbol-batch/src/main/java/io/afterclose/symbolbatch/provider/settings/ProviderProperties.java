package io.afterclose.symbolbatch.provider.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider. Names, units, defaults and reasons are those of {@link
 * ProviderSetting}.
 *
 * @param baseUrls where requests may go, and nowhere else; in the order in which they are tried
 * @param key null where none is set or none is needed
 * @param rate empty for no limit
 * @param maxBody bytes after decompression
 */
public record ProviderProperties(
    List<URI> baseUrls,
    @Nullable ApiKey key,
    Optional<RateLimit> rate,
    Timeouts timeouts,
    int maxBody,
    Retries retries,
    Breaker breaker,
    String userAgent) {

  public ProviderProperties {
    baseUrls = List.copyOf(baseUrls);
  }

  /**
   * @param connect TCP and TLS
   * @param read longest silence
   * @param call one request from sending to last byte
   */
  public record Timeouts(Duration connect, Duration read, Duration call) {}

  /**
   * @param times further attempts after the first
   * @param first wait before the first of these, doubled with each
   * @param longest wait
   * @param maxRetryAfter longest wait that a provider may request
   * @param longestRateWait longest wait for a turn within the rate
   */
  public record Retries(
      int times,
      Duration first,
      Duration longest,
      Duration maxRetryAfter,
      Duration longestRateWait) {}

  /**
   * @param calls newest requests looked at
   * @param failures per cent of them that open it
   * @param open how long
   */
  public record Breaker(int calls, int failures, Duration open) {}

  /** What does not fit together; empty when all does. */
  List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (timeouts.read().compareTo(timeouts.call()) > 0) {
      objections.add("READ_TIMEOUT is longer than CALL_TIMEOUT, which would never let it pass");
    }
    if (timeouts.connect().compareTo(timeouts.call()) > 0) {
      objections.add("CONNECT_TIMEOUT is longer than CALL_TIMEOUT, which would never let it pass");
    }
    if (retries.first().compareTo(retries.longest()) > 0) {
      objections.add("FIRST_BACKOFF is longer than MAX_BACKOFF");
    }
    return objections;
  }
}
