package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock, and a pause that moves it instead of waiting. */
final class TimeMachine implements Pause {

  private final SettableClock clock;
  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  private TimeMachine(SettableClock clock) {
    this.clock = clock;
  }

  static TimeMachine at(String now) {
    return new TimeMachine(SettableClock.at(now));
  }

  @Override
  public void forAbout(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(time);
    clock.advance(time);
  }

  SettableClock clock() {
    return clock;
  }

  List<Duration> waits() {
    return List.copyOf(waits);
  }
}
