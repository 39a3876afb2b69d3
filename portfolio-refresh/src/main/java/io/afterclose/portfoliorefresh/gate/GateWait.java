package io.afterclose.portfoliorefresh.gate;

import java.time.Duration;

/**
 * How the gate waits.
 *
 * @param longest at most this long; zero looks once
 * @param poll between two looks; the last look is at the deadline
 */
public record GateWait(Duration longest, Duration poll) {

  public GateWait {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("a wait of at least 0s was expected, found " + longest);
    }
    if (poll.isZero() || poll.isNegative()) {
      throw new IllegalArgumentException("a poll of more than 0s was expected, found " + poll);
    }
  }
}
