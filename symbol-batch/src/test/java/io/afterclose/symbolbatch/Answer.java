package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a command answered.
 *
 * @param out its result
 * @param err its messages
 * @param log what was logged meanwhile
 */
record Answer(int exitCode, String out, String err, String log) {

  /** The same answer, once its exit code was the expected one. */
  Answer endsWith(int expected) {
    assertThat(exitCode).as("exit code; err: %s; log: %s", err, log).isEqualTo(expected);
    return this;
  }

  /** The lines of the log that hold a text. */
  List<String> logged(String text) {
    return log.lines().filter(line -> line.contains(text)).toList();
  }

  /** All that a person could have read. */
  String everything() {
    return out + err + log;
  }
}
