package io.afterclose.console.nights;

import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The active runs as somebody may see them. */
final class ActiveRuns {

  private final ActiveRunStore store;
  private final PastNightsStore past;
  private final Clock clock;
  private final Duration silence;

  /**
   * @param silence from which on a run counts as hanging
   */
  ActiveRuns(ActiveRunStore store, PastNightsStore past, Clock clock, Duration silence) {
    this.store = store;
    this.past = past;
    this.clock = clock;
    this.silence = silence;
  }

  /** Those that somebody may see, oldest first. */
  List<ActiveView> seenBy(Sight sight) {
    return store.active().stream()
        .filter(active -> sight.allows(active.run().target().scope()))
        .map(active -> view(active, past(active)))
        .toList();
  }

  /** What past nights tell of a run. */
  PastNights past(ActiveRun active) {
    RunRow.Target target = active.run().target();
    return past.before(JobName.of(target.job()), target.date());
  }

  /** A run with what past nights tell of it. */
  ActiveView view(ActiveRun active, PastNights nights) {
    return new ActiveView(active, active.life(silence), nights, clock.instant());
  }
}
