package io.afterclose.cli.command;

import java.io.Writer;
import java.util.function.Consumer;

/**
 * Hands over what is written line by line. With {@code AFTERCLOSE_LOG=json} each line of a refusal
 * becomes an entry of the log, so that a collector can read whatever standard error brings.
 */
final class LoggedLines extends Writer {

  private final Consumer<String> log;
  private final StringBuilder line = new StringBuilder();

  LoggedLines(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void write(char[] characters, int from, int length) {
    for (int at = from; at < from + length; at++) {
      if (characters[at] == '\n') {
        end();
      } else if (characters[at] != '\r') {
        line.append(characters[at]);
      }
    }
  }

  private void end() {
    if (!line.toString().isBlank()) {
      log.accept(line.toString());
    }
    line.setLength(0);
  }

  /** Nothing: a line is handed over when it ends. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    end();
  }
}
