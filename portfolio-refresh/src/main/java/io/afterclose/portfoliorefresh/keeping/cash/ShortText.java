package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.portfoliorefresh.keeping.OptionValues;
import org.jspecify.annotations.Nullable;

/** A text that its column has room for. */
final class ShortText {

  private ShortText() {}

  static @Nullable String checked(String option, @Nullable String text, int longest) {
    if (text != null && (text.isBlank() || text.length() > longest)) {
      throw OptionValues.refused(option, text, "1 to " + longest + " characters");
    }
    return text == null ? null : text.strip();
  }
}
