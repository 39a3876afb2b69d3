package io.afterclose.portfoliorefresh.keeping;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one physical line at its commas as RFC 4180 says: a cell may stand in double quotes, a
 * double quote inside is doubled. A cell ends on its line. Cells come trimmed.
 */
final class CsvCells {
  private final String line;
  private final List<String> cells = new ArrayList<>();
  private int at;

  private CsvCells(String line) {
    this.line = line;
  }

  /**
   * The cells of a line, at least one.
   *
   * @throws MalformedLine if its quotes do not match or it is too long
   */
  static List<String> of(String line) throws MalformedLine {
    if (line.length() > CsvLines.MAX_LENGTH) {
      throw new MalformedLine("at most " + CsvLines.MAX_LENGTH + " characters in a line");
    }
    return new CsvCells(line).split();
  }

  private List<String> split() throws MalformedLine {
    cells.add(cell());
    while (at < line.length()) {
      at++;
      cells.add(cell());
    }
    return List.copyOf(cells);
  }

  /** Reads up to the next comma or the end of the line. */
  private String cell() throws MalformedLine {
    int comma = line.indexOf(',', at);
    String plain = line.substring(at, comma < 0 ? line.length() : comma);
    if (plain.stripLeading().startsWith("\"")) {
      return quoted();
    }
    if (plain.indexOf('"') >= 0) {
      throw new MalformedLine("a cell with a double quote to stand in double quotes as a whole");
    }
    at += plain.length();
    return plain.strip();
  }

  private String quoted() throws MalformedLine {
    StringBuilder text = new StringBuilder();
    at = line.indexOf('"', at) + 1;
    for (int quote = nextQuote(); isQuote(quote + 1); quote = nextQuote()) {
      text.append(line, at, quote + 1);
      at = quote + 2;
    }
    int closing = nextQuote();
    text.append(line, at, closing);
    at = closing + 1;
    passBlanks();
    return text.toString().strip();
  }

  private int nextQuote() throws MalformedLine {
    int quote = line.indexOf('"', at);
    if (quote < 0) {
      throw new MalformedLine("a cell that opens with a double quote to close on the same line");
    }
    return quote;
  }

  private boolean isQuote(int index) {
    return index < line.length() && line.charAt(index) == '"';
  }

  private void passBlanks() throws MalformedLine {
    while (at < line.length() && line.charAt(at) != ',') {
      if (!Character.isWhitespace(line.charAt(at))) {
        throw new MalformedLine("a comma after the closing double quote of a cell");
      }
      at++;
    }
  }

  /** A line that cannot be split; the message says what was expected. */
  static final class MalformedLine extends Exception {
    MalformedLine(String expected) {
      super(expected);
    }

    String expected() {
      return String.valueOf(getMessage());
    }
  }
}
