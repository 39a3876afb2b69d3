package io.afterclose.run.launch;

/** An end that a user is told in one line: the exit code says what kind, the message what to do. */
public final class CommandRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public CommandRefused(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
