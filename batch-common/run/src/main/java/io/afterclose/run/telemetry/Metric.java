package io.afterclose.run.telemetry;

import java.time.Duration;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * One number of a run that has ended.
 *
 * @param name in lower case with underscores, without its job: {@code symbols_failed}; whole and
 *     with a dot where it is no job's own: {@code onboarding.symbols_failed}
 * @param unit {@code s} for seconds; null for a count
 */
public record Metric(String name, double value, @Nullable String unit) {

  /** How many. */
  public static Metric count(String name, long value) {
    return new Metric(name, value, null);
  }

  /** How long, in seconds with their fraction. */
  public static Metric seconds(String name, Temporal from, Temporal to) {
    return new Metric(name, Duration.between(from, to).toNanos() / 1e9, "s");
  }

  /** Whether the name is whole: several jobs tell such a figure. */
  boolean ofAllJobs() {
    return name.indexOf('.') >= 0;
  }
}
