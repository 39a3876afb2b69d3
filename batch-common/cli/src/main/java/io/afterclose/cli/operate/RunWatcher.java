package io.afterclose.cli.operate;

import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that is polled; what is new is printed, and nothing twice. */
final class RunWatcher {

  private final RunStore runs;
  private final JobHistoryStore history;
  private final Consumer<String> teller;
  private final Map<String, String> printed = new HashMap<>();
  private RunRecord row;

  RunWatcher(RunStore runs, JobHistoryStore history, RunRecord row, Consumer<String> teller) {
    this.runs = runs;
    this.history = history;
    this.row = row;
    this.teller = teller;
  }

  /** The run as it stood at the last look. */
  RunRecord row() {
    return row;
  }

  /**
   * Looks once.
   *
   * @param silence after which a run without a lock is dead; before that it may take it again
   * @return whether it works no more
   */
  boolean over(Duration silence) {
    row =
        runs.ofDate(row.key().job(), row.key().date()).stream()
            .filter(start -> start.runId() == row.runId())
            .findFirst()
            .orElse(row);
    execution().ifPresent(execution -> history.phases(execution).forEach(this::tell));
    return row.end().at().isPresent()
        || (row.activity().heartbeatAge().compareTo(silence) >= 0 && !runs.isLocked(row.key()));
  }

  private Optional<Long> execution() {
    if (row.end().executionId().isPresent()) {
      return Optional.of(row.end().executionId().getAsLong());
    }
    return history
        .latest(row.key().job(), row.key().date(), row.key().scope())
        .filter(latest -> row.end().at().isEmpty() && latest.execution().open())
        .map(run -> run.execution().id());
  }

  private void tell(StepRecord phase) {
    String line =
        "%s %s: %d read, %d written"
            .formatted(phase.name(), phase.status(), phase.read(), phase.written());
    if (!line.equals(printed.put(phase.name(), line))) {
      teller.accept(line);
    }
  }
}
