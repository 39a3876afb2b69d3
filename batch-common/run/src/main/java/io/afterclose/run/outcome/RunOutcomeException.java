package io.afterclose.run.outcome;

/** Ends a run or a command early with a known outcome; the message says what to do about it. */
public abstract class RunOutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RunOutcome outcome;

  protected RunOutcomeException(RunOutcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  /** The outcome of the run or command that this exception ends. */
  public final RunOutcome outcome() {
    return outcome;
  }
}
