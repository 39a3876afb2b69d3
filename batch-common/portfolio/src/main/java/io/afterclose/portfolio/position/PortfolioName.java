package io.afterclose.portfolio.position;

import io.afterclose.database.text.Printable;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * A name that can be shown on any terminal and in any report: trimmed, Unicode NFC, 1 to 100 code
 * points, the plain space the only blank, nothing invisible (no line break, escape, direction
 * mark).
 *
 * @param text the name
 */
public record PortfolioName(String text) {
  /** Code points at most. */
  public static final int MAX_LENGTH = 100;

  /** Checks that the text is clean already; use {@link #of} for text from outside. */
  public PortfolioName {
    if (!text.equals(cleaned(text))) {
      throw refused(text, "a name without spaces around it, in Unicode NFC");
    }
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > MAX_LENGTH) {
      throw refused(text, "1 to " + MAX_LENGTH + " characters");
    }
    if (!text.codePoints().allMatch(Printable::isVisible)) {
      throw refused(text, "visible characters and spaces only");
    }
  }

  /**
   * Reads a name from outside, trimmed.
   *
   * @throws IllegalArgumentException if it is no name; the message shows it escaped
   */
  public static PortfolioName of(String untrusted) {
    return new PortfolioName(cleaned(untrusted));
  }

  private static String cleaned(String untrusted) {
    return Normalizer.normalize(untrusted.strip(), Form.NFC);
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException(
        "Portfolio name "
            + Printable.quoted(text)
            + ": expected "
            + expected
            + "; choose another name");
  }

  @Override
  public String toString() {
    return text;
  }
}
