package io.afterclose.console.nights;

import io.afterclose.run.history.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An active run and what past nights tell of the rest of it.
 *
 * @param now the time of looking
 */
record ActiveView(ActiveRun active, RunLife life, PastNights past, Instant now) {

  /** What is told of it. */
  RunRow run() {
    return active.run();
  }

  /** Seconds that it still needs; null where no night of the past tells, or nobody works on it. */
  @Nullable Double secondsLeft() {
    return life == RunLife.DIED ? null : past.left(active.phases(), now);
  }

  /** Which of its phases it is in, from 1; 0 before the first. */
  int phaseNumber() {
    return active.phase().map(phase -> names().indexOf(phase.name()) + 1).orElse(0);
  }

  /** How many phases it has, as far as past nights and its own tell. */
  int phases() {
    return names().size();
  }

  private List<String> names() {
    return past.names(active.phases());
  }

  /** Items that the phase at work is expected to read; null where no past night tells. */
  @Nullable Long expected() {
    return active
        .phase()
        .map(phase -> past.phase(phase.name()))
        .map(phase -> Math.round(phase.read()))
        .filter(items -> items > 0)
        .orElse(null);
  }

  /** The part of the time that has gone, from 0 to 1; null where the rest is not known. */
  @Nullable Double done() {
    Double left = secondsLeft();
    double gone = Duration.between(run().started(), now).toMillis() / 1000.0;
    return left == null || gone + left <= 0 ? null : Math.max(0, gone / (gone + left));
  }

  /** How far it is, in a line. */
  String summary() {
    StringBuilder text = new StringBuilder();
    Optional<StepRecord> phase = active.phase();
    if (phase.isPresent()) {
      text.append(phase.get().name()).append(' ').append(phaseNumber()).append('/');
      text.append(phases()).append(" · ").append(items(phase.get()));
    } else {
      text.append("no phase has begun");
    }
    Double left = secondsLeft();
    if (left != null) {
      text.append(" · ≈ ").append(NewYorkTime.duration(left)).append(" left (median of ");
      text.append(past.nights()).append(past.nights() == 1 ? " night)" : " nights)");
    }
    return text.toString();
  }

  private String items(StepRecord phase) {
    Long expected = expected();
    String read = String.format(Locale.ROOT, "%,d", phase.read());
    return expected == null
        ? read + " read"
        : read + " of about " + String.format(Locale.ROOT, "%,d", expected);
  }

  /** Who works on it, in a line. */
  String owner() {
    return "host %s, process %d · last heartbeat %d s ago"
        .formatted(run().owner().host(), run().owner().pid(), active.heartbeatAge().toSeconds());
  }
}
