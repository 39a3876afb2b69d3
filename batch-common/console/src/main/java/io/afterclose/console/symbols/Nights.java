package io.afterclose.console.symbols;

import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.batch.core.BatchStatus;

/**
 * How the latest revision of the symbol night of each date stands. A date is complete by the
 * definition of the refresh's gate, and while no run of it is at work.
 *
 * @param byDate dates of which no night ever ran are absent
 * @param newestRun the greatest number of a run, over or not
 * @param open the numbers of the runs that were at work
 */
record Nights(NavigableMap<LocalDate, BatchStatus> byDate, long newestRun, List<Long> open) {

  Nights {
    byDate = Collections.unmodifiableNavigableMap(new TreeMap<>(byDate));
    open = List.copyOf(open);
  }

  /**
   * Nights of one state of the database.
   *
   * @param ended the last execution of the latest revision of each date
   * @param atWork all runs that are
   */
  static Nights of(
      NavigableMap<LocalDate, BatchStatus> ended, long newestRun, Collection<RunRecord> atWork) {
    NavigableMap<LocalDate, BatchStatus> byDate = new TreeMap<>(ended);
    atWork.stream()
        .filter(run -> run.key().job() == JobName.SYMBOL_BATCH)
        .filter(run -> run.key().scope().equals(RunScope.EVERYTHING))
        .forEach(run -> byDate.put(run.key().date(), BatchStatus.STARTED));
    return new Nights(byDate, newestRun, atWork.stream().map(RunRecord::runId).toList());
  }

  /** The newest date that is complete. */
  Optional<LocalDate> newestComplete() {
    return byDate.descendingMap().entrySet().stream()
        .filter(night -> night.getValue() == BatchStatus.COMPLETED)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** How the night of a date stands that began and is not complete; empty for any other date. */
  Optional<BatchStatus> unfinished(LocalDate date) {
    return Optional.ofNullable(byDate.get(date)).filter(status -> status != BatchStatus.COMPLETED);
  }
}
