package io.afterclose.run.execution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sleeping, handed in so that tests advance a clock instead. */
@FunctionalInterface
public interface Pause {

  /** Sleeps in real time. */
  static Pause sleeping() {
    return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }

  void sleep(Duration duration) throws InterruptedException;

  /**
   * Checks a condition at once, then after each poll, and a last time at the deadline.
   *
   * @return whether it became true; false also when the thread is interrupted
   */
  default boolean until(BooleanSupplier condition, Duration poll, Duration timeout) {
    Duration left = timeout;
    while (!condition.getAsBoolean()) {
      if (left.isZero() || left.isNegative()) {
        return false;
      }
      Duration next = left.compareTo(poll) < 0 ? left : poll;
      try {
        sleep(next);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      left = left.minus(next);
    }
    return true;
  }
}
