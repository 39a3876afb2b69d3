package io.afterclose.run.execution;

import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunKey;
import java.util.Optional;
import java.util.OptionalLong;

/** A stop that is asked once, of whoever is at work on a key, and what becomes of it. */
public final class StopRequest {

  private final RunStore runs;
  private final RunKey key;
  private OptionalLong asked = OptionalLong.empty();

  public StopRequest(RunStore runs, RunKey key) {
    this.runs = runs;
    this.key = key;
  }

  /** Asks, unless it has; whether the one that was asked works no more. */
  public boolean over() {
    Optional<RunRecord> active = runs.active(key);
    if (asked.isEmpty() && active.isPresent() && runs.requestStop(key)) {
      asked = OptionalLong.of(active.get().runId());
    }
    return !runs.isLocked(key) || active.filter(this::later).isPresent();
  }

  private boolean later(RunRecord row) {
    return asked.isPresent() && row.runId() > asked.getAsLong();
  }

  /** The run that was asked, as it stands now; empty when it never told who it is. */
  public Optional<RunRecord> asked() {
    return runs.ofDate(key.job(), key.date()).stream()
        .filter(row -> asked.isPresent() && row.runId() == asked.getAsLong())
        .findFirst();
  }
}
