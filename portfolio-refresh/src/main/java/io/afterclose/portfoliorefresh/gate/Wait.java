package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.execution.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.batch.core.step.StepExecution;

/**
 * One wait of a step: a look at once, then one after each poll, and a last one at the deadline. It
 * sleeps in slices, so that a request to stop is heard.
 */
final class Wait {

  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Duration timeout;
  private final Duration poll;
  private final Pause pause;
  private final Clock clock;

  private final Instant began;
  private boolean looked;

  Wait(Duration timeout, Duration poll, Pause pause, Clock clock) {
    this.timeout = timeout;
    this.poll = poll;
    this.pause = pause;
    this.clock = clock;
    this.began = clock.instant();
  }

  static void requireLengths(Duration timeout, Duration poll) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a wait of at least 0s was expected, found " + timeout);
    }
    if (poll.isZero() || poll.isNegative()) {
      throw new IllegalArgumentException("a poll of more than 0s was expected, found " + poll);
    }
  }

  /** Sleeps until the next look is due; the first one is due at once. */
  void untilNextLook(StepExecution step) throws InterruptedException {
    if (looked) {
      sleep(shorter(poll, left()), step);
    }
    looked = true;
  }

  private void sleep(Duration length, StepExecution step) throws InterruptedException {
    Instant wake = clock.instant().plus(length);
    Duration still = length;
    while (still.compareTo(Duration.ZERO) > 0 && !step.isTerminateOnly()) {
      pause.sleep(shorter(still, SLICE));
      still = Duration.between(clock.instant(), wake);
    }
  }

  /** Whether the deadline is reached, so that this look is the last one. */
  boolean over() {
    return left().compareTo(Duration.ZERO) <= 0;
  }

  /** The time since it began. */
  Duration waited() {
    return Duration.between(began, clock.instant());
  }

  /** When the last look is. */
  Instant deadline() {
    return began.plus(timeout);
  }

  private Duration left() {
    return timeout.minus(waited());
  }

  private static Duration shorter(Duration first, Duration second) {
    return first.compareTo(second) < 0 ? first : second;
  }
}
