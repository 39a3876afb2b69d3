package io.afterclose.portfoliorefresh.gate;

import java.time.Duration;

/**
 * How the gate waits.
 *
 * @param timeout at most this long; zero looks once
 * @param poll between two looks; the last look is at the deadline
 * @param retryOnFailed whether to go on waiting for a symbol job that failed or was stopped, since
 *     a run of it is about to begin
 */
public record GateWait(Duration timeout, Duration poll, boolean retryOnFailed) {

  public GateWait {
    Wait.requireLengths(timeout, poll);
  }
}
