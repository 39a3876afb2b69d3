package io.afterclose.portfoliorefresh.broker;

import java.util.List;
import java.util.Optional;

/** What stands between the cells of a line. */
public enum Separator {
  COMMA(',', "commas"),
  /** Of a spreadsheet in a language that writes a decimal comma. */
  SEMICOLON(';', "semicolons"),
  TAB('\t', "tabs");

  private final char character;
  private final String plural;

  Separator(char character, String plural) {
    this.character = character;
    this.plural = plural;
  }

  /** For messages: "its cells are separated by " + this. */
  public String plural() {
    return plural;
  }

  /**
   * The cells of a line, without blanks around them. Empty when a double quote that opens a cell
   * does not close on the line, or no separator follows the closing one.
   */
  public Optional<List<String>> cells(String line) {
    return new CellSplitter(line, character).cells();
  }
}
