package io.afterclose.symbolbatch.repair;

import io.afterclose.run.outcome.InvalidInputException;
import picocli.CommandLine.Option;

/** The option {@code --reason}: no stored fact is changed without one. */
final class ReasonOption {

  private static final int LONGEST = 500;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, at most 500 characters; kept on record.")
  private String text = "";

  /**
   * The reason.
   *
   * @throws InvalidInputException when it says nothing or too much
   */
  String checked() {
    String reason = text.strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw new InvalidInputException(
          "--reason: 1 to %d characters were expected, found %d"
              .formatted(LONGEST, reason.length()));
    }
    return reason;
  }
}
