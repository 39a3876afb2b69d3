package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.history.RunSummary;
import java.util.Optional;

/** What the job repository says of the symbol job, read as a gate. */
enum Gate {
  /** It is complete. */
  OPEN,
  /** It has not run yet, or is running. */
  WAIT,
  /** It failed or was stopped, and no run is active. */
  CLOSED;

  /**
   * Reads the latest execution of the latest revision of the symbol job of a date.
   *
   * @param latest empty when there is none yet
   * @param atWork whether a process is running it now, whatever the execution says
   */
  static Gate of(Optional<RunSummary> latest, boolean atWork) {
    if (latest.isEmpty()) {
      return WAIT;
    }
    return switch (latest.get().execution().status()) {
      case COMPLETED -> OPEN;
      case STARTING, STARTED, STOPPING -> WAIT;
      case FAILED, STOPPED, ABANDONED, UNKNOWN -> atWork ? WAIT : CLOSED;
    };
  }
}
