package io.afterclose.page;

/** Text whose characters are all printed as themselves. */
final class VisibleText {

  private static final int REPLACEMENT = 0xFFFD;

  private VisibleText() {}

  /** The same with U+FFFD for control and direction characters; line ends stay, tabs are blanks. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(point -> visible.appendCodePoint(shown(point)));
    return visible.toString();
  }

  private static int shown(int point) {
    if (point == '\n' || isVisible(point)) {
      return point;
    }
    return point == '\t' ? ' ' : REPLACEMENT;
  }

  private static boolean isVisible(int point) {
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
