package io.afterclose.run.execution;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Durations;
import java.time.Duration;

/**
 * The signs of life of a run.
 *
 * @param interval between two of them; a lost lock is noticed within it
 */
public record Heartbeat(Duration interval) {

  private static final Duration STANDARD = Duration.ofSeconds(5);
  private static final int MISSED = 6;

  /**
   * That of runs in these process, from {@code AFTERCLOSE_HEARTBEAT}.
   *
   * @throws InvalidInputException when it is no duration
   */
  public static Heartbeat of(ProcessContext process) {
    String written = process.environment().getOrDefault("AFTERCLOSE_HEARTBEAT", "").strip();
    try {
      return new Heartbeat(written.isEmpty() ? STANDARD : Durations.parse(written));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException(
          "AFTERCLOSE_HEARTBEAT='" + written + "': " + wrong.getMessage());
    }
  }

  /** How long a run may be silent before it counts as hanging: six signs missed. */
  public Duration longestSilence() {
    return interval.multipliedBy(MISSED);
  }
}
