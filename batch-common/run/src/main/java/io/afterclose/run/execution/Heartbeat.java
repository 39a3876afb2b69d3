package io.afterclose.run.execution;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Durations;
import io.afterclose.run.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The signs of life of a run.
 *
 * @param interval between two of them; a lost lock is noticed within it
 */
public record Heartbeat(Duration interval) {

  /** How often a run says that it lives. */
  public static final Setting SETTING =
      Setting.plain(
          "AFTERCLOSE_HEARTBEAT",
          "duration",
          "5s",
          "time between two heartbeats of a run; a lost lock is noticed within it, and a run that"
              + " misses six counts as hanging");

  private static final int MISSED = 6;

  /**
   * The heartbeat of runs of this process.
   *
   * @throws InvalidInputException when the setting is no duration above zero
   */
  public static Heartbeat of(ProcessContext process) {
    List<String> errors = new ArrayList<>();
    Duration interval = SETTING.value(process.environment(), Heartbeat::parse, errors);
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors.get(0));
    }
    return new Heartbeat(interval);
  }

  private static Duration parse(String text) {
    Duration interval = Durations.parse(text);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("a duration above zero was expected");
    }
    return interval;
  }

  /** How long a run may be silent before it counts as hanging: six signs missed. */
  public Duration maxSilence() {
    return interval.multipliedBy(MISSED);
  }
}
