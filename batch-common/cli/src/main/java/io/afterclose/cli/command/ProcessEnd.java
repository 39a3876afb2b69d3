package io.afterclose.cli.command;

import io.afterclose.run.logging.StandardError;
import io.afterclose.run.logging.StandardOutput;
import java.io.IOException;
import java.util.Optional;

/** The last thing that a process does: its output is complete, or its exit code says otherwise. */
public final class ProcessEnd {

  /** As shells report a process that SIGPIPE ended: the reader had enough, as {@code head} has. */
  static final int READER_GONE = 141;

  private ProcessEnd() {}

  /**
   * Ends the process; a result of which a part was lost does not end with 0.
   *
   * @param program its name, for the message
   * @param exitCode of the command itself
   */
  public static void with(String program, int exitCode) {
    Optional<IOException> lost = StandardOutput.failure();
    lost.filter(failure -> !isReaderGone(failure))
        .ifPresent(failure -> System.err.println(message(program, failure)));
    StandardError.drain();
    System.exit(lost.map(failure -> code(exitCode, failure)).orElse(exitCode));
  }

  /** A code that says more than that the result is not whole stays. */
  static int code(int exitCode, IOException lost) {
    if (exitCode != ExitCode.DONE.code()) {
      return exitCode;
    }
    return isReaderGone(lost) ? READER_GONE : ExitCode.FAILED.code();
  }

  static String message(String program, IOException lost) {
    return program
        + ": the result is not complete: standard output cannot be written ("
        + lost.getMessage()
        + ")";
  }

  private static boolean isReaderGone(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }
}
