package io.afterclose.symbolbatch.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2025-03-14T21:00:00Z");

  @Test
  void reads_seconds_and_dates() {
    assertThat(RetryAfter.read("17", NOW)).contains(Duration.ofSeconds(17));
    assertThat(RetryAfter.read("Fri, 14 Mar 2025 21:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.read("Fri, 14 Mar 2025 20:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void says_nothing_where_nothing_readable_stands() {
    assertThat(RetryAfter.read(null, NOW)).isEmpty();
    assertThat(RetryAfter.read("soon", NOW)).isEmpty();
    assertThat(RetryAfter.read("-5", NOW)).isEmpty();
    assertThat(RetryAfter.read("99999999999999999999", NOW)).isEmpty();
  }
}
