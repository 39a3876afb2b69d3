package io.afterclose.console.access;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much somebody may ask for: requests of a token, tries of a password, and actions. */
public final class RequestLimits {

  /** The ones that were used longest ago are forgotten first. */
  private static final int REMEMBERED = 10_000;

  private static final Bandwidth REQUESTS =
      Bandwidth.builder().capacity(60).refillGreedy(20, Duration.ofSeconds(1)).build();

  private static final Bandwidth TRIES =
      Bandwidth.builder().capacity(5).refillGreedy(5, Duration.ofMinutes(1)).build();

  /** A password costs a third of a second to compare, also for who guesses names. */
  private static final Bandwidth TRIES_OF_ADDRESS =
      Bandwidth.builder().capacity(30).refillGreedy(30, Duration.ofMinutes(1)).build();

  private static final Bandwidth ACTIONS =
      Bandwidth.builder().capacity(10).refillGreedy(10, Duration.ofMinutes(1)).build();

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final TimeMeter meter;

  public RequestLimits(Clock clock) {
    this.meter = new ClockMeter(clock);
  }

  /** The time as a bucket asks for it. */
  private record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  /** At most 20 a second, 60 at once. */
  public void requireRequest(String who) {
    require("request " + who, REQUESTS, "20 requests a second are allowed, 60 at once");
  }

  /** At most 5 a minute of a name and address, and 30 of an address whatever the name. */
  public void requireTry(String name, String address) {
    require("address " + address, TRIES_OF_ADDRESS, "30 tries a minute are allowed");
    require("try " + address + " " + name, TRIES, "5 tries a minute are allowed");
  }

  /** At most 10 a minute of an account. */
  public void requireAction(long account) {
    require("action " + account, ACTIONS, "10 actions a minute are allowed");
  }

  private void require(String key, Bandwidth limit, String rule) {
    ConsumptionProbe probe = bucket(key, limit).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
      throw new ProblemException(
          ProblemKind.TOO_MANY,
          "%s; try again in %d s".formatted(rule, seconds),
          Map.of("retry_after", seconds));
    }
  }

  private Bucket bucket(String key, Bandwidth limit) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          key, ignored -> Bucket.builder().withCustomTimePrecision(meter).addLimit(limit).build());
    }
  }
}
