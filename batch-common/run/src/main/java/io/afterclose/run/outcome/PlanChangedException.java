package io.afterclose.run.outcome;

/** What the run would do is no longer what it was asked to do; nothing was started or written. */
public final class PlanChangedException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public PlanChangedException(String message) {
    super(RunOutcome.PLAN_CHANGED, message);
  }
}
