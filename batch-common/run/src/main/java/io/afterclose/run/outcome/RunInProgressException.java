package io.afterclose.run.outcome;

/** Another process runs the same job, date and scope. */
public final class RunInProgressException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public RunInProgressException(String message) {
    super(RunOutcome.ALREADY_RUNNING, message);
  }
}
