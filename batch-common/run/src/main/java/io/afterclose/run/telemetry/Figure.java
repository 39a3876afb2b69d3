package io.afterclose.run.telemetry;

import java.time.Duration;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * One number of a run that has ended.
 *
 * @param name without its job, in lower case with underscores: {@code symbols_failed}
 * @param unit {@code s} for seconds; null for a count
 */
public record Figure(String name, double value, @Nullable String unit) {

  /** How many. */
  public static Figure count(String name, long value) {
    return new Figure(name, value, null);
  }

  /** How long, in seconds with their fraction. */
  public static Figure seconds(String name, Temporal from, Temporal to) {
    return new Figure(name, Duration.between(from, to).toNanos() / 1e9, "s");
  }
}
