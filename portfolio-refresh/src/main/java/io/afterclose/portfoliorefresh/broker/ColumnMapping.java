package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.util.Locale;

/**
 * What a title of a file means, as its owner says: {@code Qty=quantity}.
 *
 * @param title as in the file, whatever the case
 * @param column name of the column
 */
public record ColumnMapping(String title, String column) {

  /**
   * Reads a mapping.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public static ColumnMapping parse(String text) {
    int equals = text.lastIndexOf('=');
    String title = equals < 0 ? "" : Blanks.strip(text.substring(0, equals));
    String column = Blanks.strip(text.substring(equals + 1)).toLowerCase(Locale.ROOT);
    if (title.isEmpty() || column.isEmpty()) {
      throw new IllegalArgumentException(
          "--map "
              + Printable.quoted(text)
              + ": expected TITLE=COLUMN such as \"Qty=quantity\", the title as in the file");
    }
    return new ColumnMapping(title, column);
  }

  /** Whether a title of a file is meant. */
  public boolean names(String found) {
    return Blanks.single(found).equalsIgnoreCase(Blanks.single(title));
  }
}
