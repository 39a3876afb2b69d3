package io.afterclose.run.launch;

/** Every exit code of both jobs, with its meaning. */
public enum ExitCode {
  /** Done, with or without warnings, or nothing to do. */
  DONE(0),
  /** Failed; the reason is in the log and in the job repository. */
  FAILED(1),
  /** The command, a setting or a credential is wrong; nothing was started. */
  USAGE(2),
  /** Finished, but more than 10 % of the portfolios failed. */
  PARTIAL(3),
  /** What the run needs is not there yet. */
  NOT_READY(4),
  /** Another run of the same date is active. */
  ALREADY_RUNNING(5),
  /** The date is in the future, no session, or outside the calendar. */
  DATE_REFUSED(6),
  /** The database or all providers are down, or the time limit was reached: try again. */
  TEMPORARY(75);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number the process ends with. */
  public int code() {
    return code;
  }
}
