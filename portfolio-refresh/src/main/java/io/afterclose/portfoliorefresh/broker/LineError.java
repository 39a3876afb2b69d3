package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;

/**
 * An error in one field of one line.
 *
 * @param lineNumber physical line of the file, the header's is 1
 * @param field column, or "line" or "header" where no single column is meant
 * @param found what stands there, safe to print
 * @param expected what should stand there
 */
public record LineError(int lineNumber, String field, String found, String expected) {
  public static LineError quoting(int lineNumber, String field, String text, String expected) {
    return new LineError(lineNumber, field, Printable.quoted(text), expected);
  }

  /** One sentence for the owner of the file. */
  public String message() {
    return "line " + lineNumber + ", " + field + ": found " + found + ", expected " + expected;
  }
}
