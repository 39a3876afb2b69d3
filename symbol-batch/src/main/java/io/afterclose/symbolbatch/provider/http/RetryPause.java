package io.afterclose.symbolbatch.provider.http;

import java.time.Duration;

/** How to wait; tests move the clock instead. */
public interface RetryPause {

  void forAbout(Duration time) throws InterruptedException;

  /** Waits in real time. */
  static RetryPause real() {
    return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }
}
