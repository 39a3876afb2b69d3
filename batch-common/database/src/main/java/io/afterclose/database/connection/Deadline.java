package io.afterclose.database.connection;

import java.time.Duration;

/** A bounded wait: asks whether to go on, and sleeps in between. */
public final class Deadline {
  /** Long enough for a slow disk, short enough for someone at a terminal. */
  public static final Duration MINUTE = Duration.ofSeconds(60);

  private static final long PAUSE_MILLIS = 50;

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  public boolean passed() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * @throws DatabaseUnavailableException if the thread is interrupted
   */
  public void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailableException("Interrupted while waiting for the database");
    }
  }
}
