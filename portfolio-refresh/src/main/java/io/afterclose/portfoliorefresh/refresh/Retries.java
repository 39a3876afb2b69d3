package io.afterclose.portfoliorefresh.refresh;

import java.time.Duration;
import java.util.List;

/**
 * How a portfolio that the database hindered is tried again. Never changes a result.
 *
 * @param delays the pause before each further attempt
 * @param lockWait how long an attempt waits for a row that another session holds
 */
public record Retries(List<Duration> delays, Duration lockWait) {

  /** Three times; what another session holds for longer is left to the next run. */
  public static final Retries STANDARD =
      new Retries(
          List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5)),
          Duration.ofSeconds(10));

  public Retries {
    delays = List.copyOf(delays);
    if (lockWait.toMillis() < 1) {
      throw new IllegalArgumentException("a lock wait of 1 ms or more was expected: " + lockWait);
    }
  }
}
