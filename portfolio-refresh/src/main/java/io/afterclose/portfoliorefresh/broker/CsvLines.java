package io.afterclose.portfoliorefresh.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Reads a file by physical lines, ended by LF, CR or both, without a byte order mark; never holds
 * more of a line than {@link #MAX_LENGTH} characters and one. Not thread-safe.
 */
final class CsvLines {
  /** A line of more characters than this is cut to one more, so that it shows. */
  static final int MAX_LENGTH = 20_000;

  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private final BufferedReader reader;
  private int ahead;

  private CsvLines(BufferedReader reader, int ahead) {
    this.reader = reader;
    this.ahead = ahead;
  }

  static CsvLines of(Reader reader) throws IOException {
    BufferedReader buffered = new BufferedReader(reader);
    int first = buffered.read();
    return new CsvLines(buffered, first == BYTE_ORDER_MARK ? buffered.read() : first);
  }

  /** The next line without its end; empty after the last one. */
  Optional<String> next() throws IOException {
    if (ahead == END) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder();
    for (; ahead != END && ahead != '\n' && ahead != '\r'; ahead = reader.read()) {
      if (line.length() <= MAX_LENGTH) {
        line.append((char) ahead);
      }
    }
    passLineEnd();
    return Optional.of(line.toString());
  }

  private void passLineEnd() throws IOException {
    int end = ahead;
    ahead = end == END ? END : reader.read();
    if (end == '\r' && ahead == '\n') {
      ahead = reader.read();
    }
  }
}
