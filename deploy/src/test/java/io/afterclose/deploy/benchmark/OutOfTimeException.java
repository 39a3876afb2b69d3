package io.afterclose.deploy.benchmark;

import java.time.Duration;

/** A command that was ended because the time of the benchmark was up. */
final class OutOfTimeException extends RuntimeException {

  OutOfTimeException(String command, Duration time) {
    super("%s: did not end within %d s".formatted(command, time.toSeconds()));
  }
}
