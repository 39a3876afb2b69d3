package io.afterclose.cli.history.page;

import io.afterclose.database.text.Printable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text and numbers as they may stand in a page, between tags and in quoted attributes. */
final class Html {

  private Html() {}

  /** Nothing in it is a tag, an entity or the end of an attribute any more. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    StringBuilder escaped = new StringBuilder();
    value.toString().codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int point) {
    switch (point) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.append(' ');
      default -> escaped.appendCodePoint(Printable.isVisible(point) ? point : 0xFFFD);
    }
  }

  /** One decimal; a dash for what is unknown. */
  static String seconds(@Nullable Double seconds) {
    return seconds == null ? "–" : String.format(Locale.ROOT, "%.1f", seconds);
  }

  /** A cell of a table with a number in it. */
  static String number(Object value) {
    return "<td class=\"n\">" + text(value) + "</td>";
  }

  /** A cell of a table with words in it. */
  static String spaced(@Nullable Object value) {
    return "<td>" + text(value) + "</td>";
  }

  /** An outcome as sign and word. */
  static String badge(Outcome outcome) {
    return "<span class=\"badge %s\"><span aria-hidden=\"true\">%s</span> %s</span>"
        .formatted(outcome.style(), outcome.sign(), text(outcome.word()));
  }
}
