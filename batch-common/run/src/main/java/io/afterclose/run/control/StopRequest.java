package io.afterclose.run.control;

import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunRow;
import io.afterclose.run.lock.RunStore;
import java.util.Optional;
import java.util.OptionalLong;

/** A stop that is asked once, of whoever is at work on a key, and what becomes of it. */
final class StopRequest {

  private final RunStore runs;
  private final RunKey key;
  private OptionalLong asked = OptionalLong.empty();

  StopRequest(RunStore runs, RunKey key) {
    this.runs = runs;
    this.key = key;
  }

  /** Asks, unless it has; whether the one that was asked works no more. */
  boolean over() {
    Optional<RunRow> active = runs.active(key);
    if (asked.isEmpty() && active.isPresent() && runs.requestStop(key)) {
      asked = OptionalLong.of(active.get().runId());
    }
    return !runs.held(key) || active.filter(this::later).isPresent();
  }

  private boolean later(RunRow row) {
    return asked.isPresent() && row.runId() > asked.getAsLong();
  }

  /** The run that was asked, as it stands now; empty when it never told who it is. */
  Optional<RunRow> asked() {
    return runs.ofDate(key.job(), key.date()).stream()
        .filter(row -> asked.isPresent() && row.runId() == asked.getAsLong())
        .findFirst();
  }
}
