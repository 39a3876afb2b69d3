package io.afterclose.run.launch;

import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/**
 * The signs of life of a run.
 *
 * @param interval between two of them; a lost lock is noticed within it
 */
public record Heartbeat(Duration interval) {

  private static final Duration STANDARD = Duration.ofSeconds(5);
  private static final int MISSED = 6;

  /**
   * That of runs in these surroundings, from {@code AFTERCLOSE_HEARTBEAT}.
   *
   * @throws CommandRefused (usage) when it is no duration
   */
  public static Heartbeat of(Surroundings surroundings) {
    String written = surroundings.environment().getOrDefault("AFTERCLOSE_HEARTBEAT", "").strip();
    try {
      return new Heartbeat(written.isEmpty() ? STANDARD : new DurationConverter().convert(written));
    } catch (TypeConversionException wrong) {
      throw new CommandRefused(
          ExitCode.USAGE, "AFTERCLOSE_HEARTBEAT='" + written + "': " + wrong.getMessage());
    }
  }

  /** How long a run may be silent before it counts as hanging: six signs missed. */
  public Duration longestSilence() {
    return interval.multipliedBy(MISSED);
  }
}
