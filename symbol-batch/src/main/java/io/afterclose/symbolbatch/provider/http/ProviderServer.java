package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.settings.ProviderProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** One base address with its own circuit breaker, so that a dead host does not slow its twin. */
final class ProviderServer {

  private static final int PROBES = 3;

  private final URI base;
  private final CircuitBreaker breaker;

  ProviderServer(URI base, ProviderProperties.Breaker limits, Clock clock) {
    this.base = base;
    this.breaker =
        CircuitBreaker.of(
            base.toString(),
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    limits.calls(),
                    Math.max(1, limits.calls() / 2),
                    CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(limits.failures())
                .waitDurationInOpenState(limits.open())
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .clock(clock)
                .build());
  }

  URI base() {
    return base;
  }

  /**
   * Whether a request may be sent now; if so, its outcome must be reported by one of the others.
   */
  boolean tryAcquire() {
    return breaker.tryAcquirePermission();
  }

  void answered(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(long nanos, AttemptFailedException failure) {
    if (failure.countsAgainstServer()) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    } else {
      answered(nanos);
    }
  }

  /** The request was not sent after all. */
  void release() {
    breaker.releasePermission();
  }
}
