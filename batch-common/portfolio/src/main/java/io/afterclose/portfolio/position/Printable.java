package io.afterclose.portfolio.position;

import java.util.Locale;

/** Text from outside made fit for a message: in quotes, invisible characters escaped, cut short. */
public final class Printable {
  private static final int SHOWN = 40;

  private Printable() {}

  /** At most 40 code points of the text between single quotes, and how long it was if cut. */
  public static String of(String hostile) {
    StringBuilder shown = new StringBuilder("'");
    hostile.codePoints().limit(SHOWN).forEach(point -> append(shown, point));
    int length = hostile.codePointCount(0, hostile.length());
    return shown.append(length > SHOWN ? "...' (" + length + " characters)" : "'").toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (visible(point)) {
      shown.appendCodePoint(point);
    } else {
      shown.append(String.format(Locale.ROOT, "\\u%04x", point));
    }
  }

  /** Whether a code point is printed as itself everywhere: the plain space is, other blanks not. */
  public static boolean visible(int point) {
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
