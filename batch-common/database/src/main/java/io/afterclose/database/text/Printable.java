package io.afterclose.database.text;

import java.util.Locale;

/**
 * Text from outside made safe to print: no control characters, none that turn the direction of the
 * text around, no unpaired surrogates. In the lowest module that stores, engine and command line
 * share; {@code quant} depends on nothing and escapes in {@code Symbol} itself.
 */
public final class Printable {
  private static final int QUOTED_LENGTH = 40;
  private static final char ELLIPSIS = '…';

  private Printable() {}

  /**
   * For a message that names what was refused: at most 40 code points between single quotes,
   * invisible ones as {@code \}{@code uXXXX}, and the length of a text that was cut.
   */
  public static String quoted(String untrusted) {
    StringBuilder quoted = new StringBuilder("'");
    untrusted.codePoints().limit(QUOTED_LENGTH).forEach(point -> appendEscaped(quoted, point));
    int length = untrusted.codePointCount(0, untrusted.length());
    return quoted
        .append(length > QUOTED_LENGTH ? "...' (" + length + " characters)" : "'")
        .toString();
  }

  private static void appendEscaped(StringBuilder text, int point) {
    if (isVisible(point)) {
      text.appendCodePoint(point);
    } else {
      text.append(String.format(Locale.ROOT, "\\u%04x", point));
    }
  }

  /**
   * For prose: one line, each run of invisible characters a space, blanks at the ends removed.
   *
   * @param maxLength in code points; of a longer text the last one is an ellipsis
   */
  public static String line(String untrusted, int maxLength) {
    StringBuilder line = new StringBuilder();
    int length = 0;
    boolean gap = false;
    for (int at = 0; at < untrusted.length() && length <= maxLength; ) {
      int point = untrusted.codePointAt(at);
      at += Character.charCount(point);
      if (!isVisible(point)) {
        gap = length > 0;
      } else {
        length += gap ? 2 : 1;
        line.append(gap ? " " : "").appendCodePoint(point);
        gap = false;
      }
    }
    String text = line.toString().strip();
    return text.codePointCount(0, text.length()) <= maxLength ? text : cut(text, maxLength);
  }

  private static String cut(String text, int maxLength) {
    return text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + ELLIPSIS;
  }

  /** For a cell of a table: the same length in code points, a question mark for each invisible. */
  public static String masked(String untrusted) {
    StringBuilder masked = new StringBuilder(untrusted.length());
    untrusted.codePoints().forEach(point -> masked.appendCodePoint(isVisible(point) ? point : '?'));
    return masked.toString();
  }

  /** Whether a code point is printed as itself everywhere: the plain space is, other blanks not. */
  public static boolean isVisible(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
