package io.afterclose.console.symbols;

import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which runs have ended since a look. A run may end after one that began later, so the greatest
 * number alone does not say it: those that were open at the look, and the last numbers before it,
 * are asked for again.
 */
final class EndedRuns {

  /** Numbers that a start may have drawn without having written its row yet. */
  private static final int AGAIN = 20;

  private final RunStore runs;
  private Look last = new Look(0, List.of(), Set.of(), List.of());

  EndedRuns(RunStore runs) {
    this.runs = runs;
  }

  /**
   * What a look found.
   *
   * @param newest the greatest number of a run that is over; 0 for none
   * @param open those that are not
   * @param seen those with the last numbers that are over
   * @param ended those that were not over at the look before
   */
  record Look(long newest, List<RunRecord> open, Set<Long> seen, List<RunRecord> ended) {

    /** The numbers of those that are not over. */
    List<Long> openNumbers() {
      return open.stream().map(RunRecord::runId).toList();
    }
  }

  /** Looks; the next one finds the same again unless this one is {@link #done}. */
  Look look() {
    List<RunRecord> open = new ArrayList<>();
    long newest = last.newest();
    for (JobName job : JobName.values()) {
      open.addAll(runs.active(job));
      newest = Math.max(newest, runs.lastEnded(job).map(RunRecord::runId).orElse(0L));
    }
    long after = last.newest() == 0 ? newest : last.newest();
    List<RunRecord> ended = runs.ended(after - AGAIN, last.openNumbers());
    return new Look(
        newest,
        open,
        ended.stream().map(RunRecord::runId).collect(Collectors.toSet()),
        ended.stream().filter(run -> !last.seen().contains(run.runId())).toList());
  }

  /** What a look found has been acted on. */
  void done(Look look) {
    last = look;
  }
}
