package io.afterclose.database.server;

import java.time.Duration;

/**
 * The end of a bounded wait, a fixed moment that nested loops share: starting a server takes from
 * the same minute as waiting for its answer. (A run's pauses count what they slept instead, so that
 * tests can move a clock; nothing here waits by a clock.)
 */
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
