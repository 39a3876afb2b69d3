package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfoliorefresh.keeping.OptionValues;
import org.jspecify.annotations.Nullable;

/** What a broker names a trade. */
final class ReferenceText {

  private static final int LONGEST = 100;

  private ReferenceText() {}

  static @Nullable String checked(@Nullable String text) {
    if (text != null && (text.isBlank() || text.length() > LONGEST)) {
      throw OptionValues.refused("--reference", text, "1 to " + LONGEST + " characters");
    }
    return text == null ? null : text.strip();
  }
}
