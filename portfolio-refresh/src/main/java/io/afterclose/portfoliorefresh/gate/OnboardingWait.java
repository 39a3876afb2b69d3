package io.afterclose.portfoliorefresh.gate;

import java.time.Duration;

/**
 * How long symbols that are still being onboarded are waited for.
 *
 * @param timeout at most this long; zero looks once
 * @param poll between two looks; the last look is at the deadline
 */
public record OnboardingWait(Duration timeout, Duration poll) {

  /** Between two looks at the queue, a small table. */
  private static final Duration POLL = Duration.ofSeconds(5);

  public OnboardingWait {
    Wait.requireLengths(timeout, poll);
  }

  /** At most this long, with a look every five seconds. */
  public static OnboardingWait atMost(Duration timeout) {
    return new OnboardingWait(timeout, POLL);
  }
}
