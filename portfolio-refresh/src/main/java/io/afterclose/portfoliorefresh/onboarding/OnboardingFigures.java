package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.run.telemetry.Metric;
import io.afterclose.run.telemetry.RunMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;

/**
 * How long an onboarding takes from the start of its command, in seconds: to the first snapshot and
 * until nothing is missing. Sent with the figures of its run; what was not reached is left out.
 */
final class OnboardingFigures implements RunMetrics {

  private final Clock clock;
  private final Instant began;
  private BooleanSupplier complete = () -> false;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /** Begins now. */
  OnboardingFigures(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
  }

  /** The first snapshot is there. */
  void firstSnapshot() {
    first = clock.instant();
  }

  /** How to find out at the end of the run whether nothing is missing any more. */
  void completeIf(BooleanSupplier nothingMissing) {
    complete = nothingMissing;
  }

  @Override
  public List<Metric> of(JobExecution execution) {
    List<Metric> figures = new ArrayList<>();
    if (first != null) {
      figures.add(Metric.seconds("onboarding.seconds_to_first_snapshot", began, first));
    }
    if (complete.getAsBoolean()) {
      figures.add(Metric.seconds("onboarding.seconds_to_complete", began, ended()));
    }
    return figures;
  }

  private Instant ended() {
    Instant known = last;
    if (known == null) {
      known = clock.instant();
      last = known;
    }
    return known;
  }

  /** In words, for a log line. */
  String describe(boolean isComplete) {
    List<String> parts = new ArrayList<>();
    if (first != null) {
      parts.add("first snapshot after " + seconds(first));
    }
    parts.add((isComplete ? "complete after " : "not complete after ") + seconds(ended()));
    return String.join(", ", parts);
  }

  private String seconds(Instant moment) {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.between(began, moment).toMillis() / 1000.0);
  }
}
