package io.afterclose.portfoliorefresh.broker;

import java.util.regex.Pattern;

/** Blanks as spreadsheets and web pages write them, those that do not break among them. */
public final class Blanks {
  /** A run of them, for a pattern. */
  static final String ANY = "[\\s\\u00a0\\u2007\\u202f]";

  private static final Pattern RUN = Pattern.compile(ANY + "+");

  private Blanks() {}

  public static boolean blank(char character) {
    return Character.isWhitespace(character)
        || character == '\u00a0'
        || character == '\u2007'
        || character == '\u202f';
  }

  /** Without blanks at both ends. */
  public static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Stripped, each run of blanks one space. */
  public static String single(String text) {
    return RUN.matcher(strip(text)).replaceAll(" ");
  }
}
