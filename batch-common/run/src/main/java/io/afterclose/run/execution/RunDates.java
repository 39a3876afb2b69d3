package io.afterclose.run.execution;

import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Runs of several dates, one after the other. */
public final class RunDates {

  private RunDates() {}

  /**
   * Runs the dates in their order, also after one that did not complete, but not after a signal.
   *
   * @param run the run of a date; COMPLETED where there is nothing to do
   * @return the first outcome that is not COMPLETED
   */
  public static RunOutcome inOrder(
      List<LocalDate> dates, BooleanSupplier stopRequested, Function<LocalDate, RunOutcome> run) {
    RunOutcome first = RunOutcome.COMPLETED;
    for (LocalDate date : dates) {
      if (stopRequested.getAsBoolean()) {
        break;
      }
      RunOutcome outcome = run.apply(date);
      first = first == RunOutcome.COMPLETED ? outcome : first;
    }
    return first;
  }
}
