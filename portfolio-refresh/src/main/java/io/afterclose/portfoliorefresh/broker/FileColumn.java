package io.afterclose.portfoliorefresh.broker;

import java.util.List;
import java.util.Locale;

/** A column that a file may have, and how brokers call it. */
public interface FileColumn {
  /** The constant's name. */
  String name();

  /** Other titles, plain. */
  List<String> synonyms();

  /** As written in the header of a file made for this program. */
  default String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a title is the column's own, whatever the case, blanks and underscores. */
  default boolean isOwnTitle(String text) {
    return plain(text).equals(plain(title()));
  }

  /** Whether some broker calls it so. */
  default boolean isCalled(String text) {
    return isOwnTitle(text) || synonyms().contains(plain(text));
  }

  /** {@code "Qty (Quantity)"} is {@code "qty"}, {@code "Entry_Date"} is {@code "entry date"}. */
  static String plain(String title) {
    String bare = title.replaceAll("\\([^)]*\\)|[_#$]", " ");
    return Blanks.single(bare).toLowerCase(Locale.ROOT);
  }
}
