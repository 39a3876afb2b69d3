package io.afterclose.console.nights;

import io.afterclose.run.history.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last completed nights of a job took: medians of at most 20 of revision 1, a night that
 * was resumed counted as a whole.
 *
 * @param nights how many there are
 * @param seconds of a whole night; null without any
 * @param phases by name, in the order in which a night begins them
 */
record PastNights(int nights, @Nullable Double seconds, List<Phase> phases) {

  PastNights {
    phases = List.copyOf(phases);
  }

  /**
   * A phase of the past nights.
   *
   * @param seconds median from its begin to its end
   * @param read median of the items that it read
   */
  record Phase(String name, double seconds, double read) {}

  /** What a phase took; null where no past night had it. */
  @Nullable Phase phase(String name) {
    return phases.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Seconds that an active run still needs: of each phase to come its median; of one at work the
   * part of its median that is left of its items, or of its time where items do not tell.
   *
   * @return null without past nights
   */
  @Nullable Double left(List<StepRecord> begun, Instant now) {
    if (nights == 0) {
      return null;
    }
    Map<String, StepRecord> byName = new HashMap<>();
    begun.forEach(step -> byName.put(step.name(), step));
    double left = 0;
    for (Phase phase : phases) {
      StepRecord step = byName.get(phase.name());
      if (step == null) {
        left += phase.seconds();
      } else if (step.endTime() == null) {
        left += phase.seconds() * (1 - done(phase, step, now));
      }
    }
    return left;
  }

  /** The part of a phase that is done, from 0 to 1. */
  private static double done(Phase phase, StepRecord step, Instant now) {
    Instant began = NewYorkTime.instant(step.startTime());
    double ofTime =
        began == null || phase.seconds() == 0
            ? 0
            : Duration.between(began, now).toMillis() / 1000.0 / phase.seconds();
    double ofItems = phase.read() == 0 ? 0 : step.read() / phase.read();
    return Math.max(0, Math.min(1, ofItems > 0 ? ofItems : ofTime));
  }

  /** The phases as they are expected: those that began, then those to come. */
  List<String> names(List<StepRecord> begun) {
    List<String> names = new ArrayList<>(begun.stream().map(StepRecord::name).toList());
    phases.stream().map(Phase::name).filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }
}
