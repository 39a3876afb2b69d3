package io.afterclose.run.outcome;

/** The run failed for a reason that trying again does not remove. */
public final class RunFailedException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public RunFailedException(String message) {
    super(RunOutcome.FAILED, message);
  }
}
