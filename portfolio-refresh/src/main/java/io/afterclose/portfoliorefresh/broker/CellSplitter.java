package io.afterclose.portfoliorefresh.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits one line into cells; a cell may stand in double quotes, and a doubled one means itself.
 */
final class CellSplitter {
  private static final char QUOTE = '"';

  private final String line;
  private final char separator;
  private final List<String> cells = new ArrayList<>();
  private int at;

  CellSplitter(String line, char separator) {
    this.line = line;
    this.separator = separator;
  }

  /** The cells; empty if a quoted one does not close, or more than blanks follow it. */
  Optional<List<String>> cells() {
    boolean closed = readCell();
    while (closed && at < line.length()) {
      at++;
      closed = readCell();
    }
    return closed ? Optional.of(List.copyOf(cells)) : Optional.empty();
  }

  /** Reads to the next separator or the end. */
  private boolean readCell() {
    passBlanks();
    boolean quoted = at < line.length() && line.charAt(at) == QUOTE;
    return quoted ? readQuoted() : readPlain();
  }

  private boolean readPlain() {
    int end = line.indexOf(separator, at);
    cells.add(Blanks.strip(line.substring(at, end < 0 ? line.length() : end)));
    at = end < 0 ? line.length() : end;
    return true;
  }

  private boolean readQuoted() {
    StringBuilder text = new StringBuilder();
    for (at++; at < line.length(); at++) {
      if (line.charAt(at) != QUOTE) {
        text.append(line.charAt(at));
      } else if (at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
        text.append(line.charAt(at++));
      } else {
        return close(text);
      }
    }
    return false;
  }

  private boolean close(StringBuilder text) {
    at++;
    passBlanks();
    cells.add(Blanks.strip(text.toString()));
    return at == line.length() || line.charAt(at) == separator;
  }

  private void passBlanks() {
    while (at < line.length() && line.charAt(at) != separator && Blanks.blank(line.charAt(at))) {
      at++;
    }
  }
}
