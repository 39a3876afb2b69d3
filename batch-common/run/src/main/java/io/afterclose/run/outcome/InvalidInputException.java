package io.afterclose.run.outcome;

import java.util.function.Supplier;

/** A file, an option or a setting cannot be used as it is. */
public final class InvalidInputException extends RunOutcomeException {

  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(RunOutcome.INVALID_INPUT, message);
  }

  /**
   * A value out of what a user wrote.
   *
   * @throws InvalidInputException with the message of the IllegalArgumentException that refused it
   */
  public static <T> T orThrow(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException refused) {
      throw new InvalidInputException(String.valueOf(refused.getMessage()));
    }
  }
}
