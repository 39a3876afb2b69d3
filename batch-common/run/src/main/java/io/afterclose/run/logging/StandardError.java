package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;

/** A standard error that a stuck reader cannot block; see {@link UnblockedStream}. */
public final class StandardError extends PrintStream {

  private static final int CAPACITY = 4_096;
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

  private final UnblockedStream stream;

  private StandardError(UnblockedStream stream) {
    super(stream, true, UTF_8);
    this.stream = stream;
  }

  /** From now on {@code System.err} is such a stream. */
  public static void install() {
    System.setErr(new StandardError(new UnblockedStream(System.err, CAPACITY)));
  }

  /** Waits until all is written, two seconds at most: the last thing before the process ends. */
  public static void drain() {
    if (System.err instanceof StandardError own) {
      own.stream.drain(DRAIN_TIMEOUT);
    }
  }
}
