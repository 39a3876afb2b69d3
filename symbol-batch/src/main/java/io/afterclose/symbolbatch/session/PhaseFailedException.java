package io.afterclose.symbolbatch.session;

import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.RunOutcomeException;

/** A phase that did not reach what the run needs from it. */
public final class PhaseFailedException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public PhaseFailedException(String message) {
    super(RunOutcome.FAILED, message);
  }
}
