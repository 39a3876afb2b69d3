package io.afterclose.run.execution;

import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunKey;
import java.util.Optional;
import java.util.OptionalLong;

/** A stop request to the run that is active on a key, sent once, and its result. */
public final class StopRequest {

  private final RunStore runs;
  private final RunKey key;
  private OptionalLong requested = OptionalLong.empty();

  public StopRequest(RunStore runs, RunKey key) {
    this.runs = runs;
    this.key = key;
  }

  /** Requests it, unless done; whether that run is no longer active. */
  public boolean over() {
    Optional<RunRecord> active = runs.active(key);
    if (requested.isEmpty() && active.isPresent() && runs.requestStop(key)) {
      requested = OptionalLong.of(active.get().runId());
    }
    return !runs.isLocked(key) || active.filter(this::later).isPresent();
  }

  private boolean later(RunRecord row) {
    return requested.isPresent() && row.runId() > requested.getAsLong();
  }

  /** The run to which it was sent, as it stands now; empty when it was not recorded. */
  public Optional<RunRecord> requested() {
    return runs.ofDate(key.job(), key.date()).stream()
        .filter(row -> requested.isPresent() && row.runId() == requested.getAsLong())
        .findFirst();
  }
}
