package io.afterclose.portfoliorefresh.gate;

import java.time.Duration;

/** Sleeping, handed in so that tests need not. */
@FunctionalInterface
public interface Pause {

  /** Sleeps for real. */
  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }

  void sleep(Duration duration) throws InterruptedException;
}
