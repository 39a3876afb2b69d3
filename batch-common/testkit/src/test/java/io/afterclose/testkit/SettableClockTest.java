package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class SettableClockTest {
  private final SettableClock clock = SettableClock.at("2025-03-14T21:00:00Z");

  @Test
  void stands_still_until_moved() {
    assertThat(clock.instant()).isEqualTo("2025-03-14T21:00:00Z");
    clock.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo("2025-03-14T22:00:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void a_zoned_copy_moves_along() {
    SettableClock newYork = clock.withZone(ZoneId.of("America/New_York"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(newYork.instant()).isEqualTo("2025-03-14T21:05:00Z");
    assertThat(newYork.getZone()).isEqualTo(ZoneId.of("America/New_York"));
  }
}
