package io.afterclose.symbolbatch.provider.http;

import io.afterclose.run.execution.Pause;
import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock, and a pause that moves it instead of waiting. */
public final class TimeMachine implements Pause {

  private final SettableClock clock;
  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  private TimeMachine(SettableClock clock) {
    this.clock = clock;
  }

  public static TimeMachine at(String now) {
    return new TimeMachine(SettableClock.at(now));
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(time);
    clock.advance(time);
  }

  public SettableClock clock() {
    return clock;
  }

  public List<Duration> waits() {
    return List.copyOf(waits);
  }
}
