package io.afterclose.portfoliorefresh.gate;

import java.time.Duration;

/**
 * How the gate waits.
 *
 * @param longest at most this long; zero looks once
 * @param poll between two looks; the last look is at the deadline
 * @param retryOnFailed whether to go on waiting for a symbol job that failed or was stopped, since
 *     somebody is about to run it again
 */
public record GateWait(Duration longest, Duration poll, boolean retryOnFailed) {

  public GateWait {
    Wait.requireLengths(longest, poll);
  }
}
