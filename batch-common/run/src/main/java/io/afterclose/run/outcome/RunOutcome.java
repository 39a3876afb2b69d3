package io.afterclose.run.outcome;

/** How a run ended, or why it did not begin. The command line maps each to an exit code. */
public enum RunOutcome {
  /** Completed, with or without warnings, or nothing to do. */
  COMPLETED,
  /** Completed, but more than 10 % of the portfolios failed. */
  PARTIAL,
  /** Stopped at a chunk boundary by a request, a signal or the time limit; the next run resumes. */
  STOPPED,
  /** Failed. */
  FAILED,
  /** Failed because the database, the lock or all providers were unavailable; try again. */
  FAILED_TRANSIENT,
  /** A file, an option or a setting is wrong. */
  INVALID_INPUT,
  /** What the run depends on is not complete. */
  NOT_READY,
  /** Another process runs the same job, date and scope. */
  ALREADY_RUNNING,
  /** The date is in the future, no session, or outside the calendar. */
  DATE_REFUSED,
  /** What the run would do is no longer what it was asked to do. */
  PLAN_CHANGED;

  /** Whether the run did all its steps. */
  public boolean completed() {
    return this == COMPLETED || this == PARTIAL;
  }
}
