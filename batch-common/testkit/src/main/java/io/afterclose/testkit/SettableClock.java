package io.afterclose.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; threads and zoned copies share its hands. */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** Stands at this moment, in UTC. */
  public static SettableClock at(Instant now) {
    return new SettableClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  /** Stands at this moment, written as {@code 2025-03-14T21:00:00Z}, in UTC. */
  public static SettableClock at(String now) {
    return at(Instant.parse(now));
  }

  public void set(Instant moment) {
    now.set(moment);
  }

  /** Moves on, or back for a negative duration. */
  public void advance(Duration by) {
    now.updateAndGet(moment -> moment.plus(by));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }
}
