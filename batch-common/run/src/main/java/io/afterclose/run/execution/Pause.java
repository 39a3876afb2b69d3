package io.afterclose.run.execution;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Sleeping, handed in so that tests need not. */
@FunctionalInterface
public interface Pause {

  /** Sleeps for real. */
  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }

  void sleep(Duration duration) throws InterruptedException;

  /**
   * Looks at once, then after each poll, and a last time at the deadline.
   *
   * @return whether it came true; false also when the thread is interrupted
   */
  default boolean until(BooleanSupplier look, Duration poll, Duration longest) {
    Duration left = longest;
    while (!look.getAsBoolean()) {
      if (left.isZero() || left.isNegative()) {
        return false;
      }
      Duration nap = left.compareTo(poll) < 0 ? left : poll;
      try {
        sleep(nap);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
      left = left.minus(nap);
    }
    return true;
  }
}
