package io.afterclose.symbolbatch.price.provider.http;

import java.time.Duration;

/** How to wait; tests move the clock instead. */
interface Pause {

  void forAbout(Duration time) throws InterruptedException;

  /** Waits in real time. */
  static Pause real() {
    return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }
}
