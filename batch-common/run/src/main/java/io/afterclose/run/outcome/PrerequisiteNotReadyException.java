package io.afterclose.run.outcome;

/** What the run depends on is not complete. */
public final class PrerequisiteNotReadyException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public PrerequisiteNotReadyException(String message) {
    super(RunOutcome.NOT_READY, message);
  }
}
