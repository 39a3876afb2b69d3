package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;

/** Standard error of a process whose work goes on when nobody reads what it tells. */
public final class StandardError extends PrintStream {

  private static final int LONGEST_QUEUE = 4_096;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final UnblockedStream stream;

  private StandardError(UnblockedStream stream) {
    super(stream, true, UTF_8);
    this.stream = stream;
  }

  /** From now on {@code System.err} is such a stream. */
  public static void install() {
    System.setErr(new StandardError(new UnblockedStream(System.err, LONGEST_QUEUE)));
  }

  /** Waits until all is written, two seconds at most: the last thing before the process ends. */
  public static void drain() {
    if (System.err instanceof StandardError own) {
      // what nobody reads in time is left out: there is no other place to tell of it
      boolean unused = own.stream.awaitPassedOn(LONGEST_WAIT);
    }
  }
}
