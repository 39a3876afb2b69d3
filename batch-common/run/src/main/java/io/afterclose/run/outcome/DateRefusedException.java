package io.afterclose.run.outcome;

/** The date is in the future, no session, or outside the calendar. */
public final class DateRefusedException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public DateRefusedException(String message) {
    super(RunOutcome.DATE_REFUSED, message);
  }
}
