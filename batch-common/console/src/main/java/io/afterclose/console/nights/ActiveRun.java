package io.afterclose.console.nights;

import io.afterclose.run.history.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run that is open, or was at the last look.
 *
 * @param run with the execution that it works on
 * @param heartbeatAge since its last heartbeat, by the database's clock
 * @param locked whether a process holds its lock; a dead one holds none
 * @param phases that have begun
 */
record ActiveRun(
    RunRow run,
    Duration heartbeatAge,
    boolean locked,
    boolean stopRequested,
    List<StepRecord> phases) {

  ActiveRun {
    phases = List.copyOf(phases);
  }

  /** Whether it is over. */
  boolean ended() {
    return run.ended() != null;
  }

  /**
   * How it stands, as the command status tells it.
   *
   * @param silence from which on a run counts as hanging
   */
  RunLife life(Duration silence) {
    return RunLife.of(locked, heartbeatAge, silence, stopRequested);
  }

  /** The phase at work, or the last one. */
  Optional<StepRecord> phase() {
    return phases.stream()
        .filter(step -> step.endTime() == null)
        .findFirst()
        .or(() -> phases.stream().reduce((earlier, later) -> later));
  }
}
