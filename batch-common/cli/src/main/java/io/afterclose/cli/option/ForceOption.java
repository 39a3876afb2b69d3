package io.afterclose.cli.option;

import io.afterclose.run.outcome.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code --force --reason}: a complete date is done again. */
public final class ForceOption {

  /** Both or none: repeating a complete run needs a reason. */
  static final class Force {

    @Option(
        names = "--force",
        required = true,
        description = "Do the whole night again, as its next revision, though it is complete.")
    private boolean force;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; kept with the run and shown by history and show.")
    private String reason = "";
  }

  @ArgGroup(exclusive = false)
  private @Nullable Force force;

  /**
   * Why a complete date is to be done again; null when it is not.
   *
   * @throws InvalidInputException when the reason says nothing
   */
  public @Nullable String reason() {
    if (force == null || !force.force) {
      return null;
    }
    String reason = force.reason.strip();
    if (reason.isEmpty()) {
      throw new InvalidInputException("--reason is empty; say why the night is done again");
    }
    return reason;
  }
}
