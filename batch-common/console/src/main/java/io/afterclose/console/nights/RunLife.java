package io.afterclose.console.nights;

import java.time.Duration;
import java.util.Locale;

/** How a run stands that is open. */
enum RunLife {
  /** Its process holds the lock and tells so. */
  ALIVE("at work"),
  /** The same, and it was asked to stop. */
  STOPPING("stops at its next chunk"),
  /** Its process holds the lock and has been silent for long. */
  HANGING("hangs: it holds its lock and is silent"),
  /** Nobody holds its lock: the next run resumes it. */
  DIED("died: nobody holds its lock, and the next run resumes it");

  private final String words;

  RunLife(String words) {
    this.words = words;
  }

  /** How a run stands that is open. */
  static RunLife of(
      boolean locked, Duration heartbeatAge, Duration silence, boolean stopRequested) {
    if (!locked) {
      return DIED;
    }
    if (heartbeatAge.compareTo(silence) >= 0) {
      return HANGING;
    }
    return stopRequested ? STOPPING : ALIVE;
  }

  /** In words. */
  String words() {
    return words;
  }

  /** In answers: lower case. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
