package io.afterclose.cli.history.page;

import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.List;

/**
 * A run with what the page shows of it.
 *
 * @param phases in their order
 * @param failures the first of those there were
 */
public record PastRun(RunSummary summary, List<StepRecord> phases, List<Failure> failures) {

  public PastRun {
    phases = List.copyOf(phases);
    failures = List.copyOf(failures);
  }

  /** An item that failed. */
  public record Failure(String phase, String item, String reason, String detail) {}

  LocalDate date() {
    return summary.target().date();
  }

  long execution() {
    return summary.execution().id();
  }

  Outcome outcome() {
    return Outcome.of(this);
  }

  /** The anchor of its details on the page. */
  String anchor() {
    return "run-" + execution();
  }

  /** Whether nothing narrowed it, so that it stands for its date. */
  boolean unscoped() {
    return summary.target().scope().equals(RunScope.EVERYTHING);
  }
}
