package io.afterclose.run.outcome;

/** Something outside the process is unavailable; the same run may succeed later. */
public final class TemporaryFailureException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public TemporaryFailureException(String message) {
    super(RunOutcome.FAILED_TRANSIENT, message);
  }
}
