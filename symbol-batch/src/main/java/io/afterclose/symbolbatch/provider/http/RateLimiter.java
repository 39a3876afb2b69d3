package io.afterclose.symbolbatch.provider.http;

import io.afterclose.run.execution.Pause;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets requests pass at a provider's rate, evenly spaced, from any thread. */
final class RateLimiter {

  private final Optional<Bucket> bucket;
  private final Duration longestWait;
  private final Pause pause;

  RateLimiter(Optional<RateLimit> rate, Duration longestWait, Clock clock, Pause pause) {
    this.bucket = rate.map(limit -> bucket(limit, clock));
    this.longestWait = longestWait;
    this.pause = pause;
  }

  private static Bucket bucket(RateLimit rate, Clock clock) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(rate.requests(), rate.per()))
        .withCustomTimePrecision(meter(clock))
        .build();
  }

  private static TimeMeter meter(Clock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }

  /**
   * Waits for the turn.
   *
   * @throws AttemptFailedException at once when the queue is longer than anybody should wait
   */
  void take() throws AttemptFailedException, InterruptedException {
    if (bucket.isPresent()
        && !bucket
            .get()
            .asBlocking()
            .tryConsume(1, longestWait, nanos -> pause.sleep(Duration.ofNanos(nanos)))) {
      throw AttemptFailedException.requestError(
          Kind.RATE_LIMITED,
          "not called: its turn within our own rate would come in more than %d s"
              .formatted(longestWait.toSeconds()));
    }
  }
}
