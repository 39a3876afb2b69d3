package io.afterclose.quant.symbol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A ticker or a compact option symbol in canonical form: upper case, 1 to 32 characters, a letter
 * or digit first, then letters, digits, {@code .}, {@code _} or {@code -}; a class share is written
 * with a dot ({@code BRK.B}). Symbols are ordered by their text.
 *
 * @param text canonical text
 */
public record Symbol(String text) implements Comparable<Symbol> {
  private static final int SHOWN_LENGTH = 40;
  private static final Pattern GRAMMAR = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,31}");
  // Asked before upper-casing, which turns some foreign letters into plain ones.
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern DASHED_CLASS_SHARE = Pattern.compile("[A-Z]+-[A-Z]");

  /** Checks that the text is canonical already; use {@link #of} for text from outside. */
  public Symbol {
    if (!canonical(text)) {
      throw new IllegalArgumentException(
          "A canonical symbol was expected (such as AAPL or BRK.B), found '"
              + shown(text)
              + "'; read text from outside with Symbol.of");
    }
  }

  /**
   * Reads a symbol as people and providers write it: trimmed, upper-cased, {@code BRK-B} turned
   * into {@code BRK.B}.
   *
   * @throws IllegalArgumentException if the text is no symbol; the message shows it harmlessly
   */
  public static Symbol of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + shown(text)
                        + "' is not a symbol: expected 1 to 32 letters, digits, '.', '_' or '-',"
                        + " starting with a letter or digit"));
  }

  /** Reads a symbol as {@link #of} does; empty if the text is none. */
  public static Optional<Symbol> parse(String untrusted) {
    String trimmed = untrusted.strip();
    if (!WRITTEN.matcher(trimmed).matches()) {
      return Optional.empty();
    }
    String text = withClassDot(trimmed.toUpperCase(Locale.ROOT));
    return canonical(text) ? Optional.of(new Symbol(text)) : Optional.empty();
  }

  private static String withClassDot(String upper) {
    return DASHED_CLASS_SHARE.matcher(upper).matches() ? upper.replace('-', '.') : upper;
  }

  private static boolean canonical(String text) {
    return GRAMMAR.matcher(text).matches() && !DASHED_CLASS_SHARE.matcher(text).matches();
  }

  /** Hostile text made fit for a message: anything but printable ASCII replaced, cut short. */
  private static String shown(String untrusted) {
    StringBuilder safe = new StringBuilder(SHOWN_LENGTH + 1);
    untrusted.chars().limit(SHOWN_LENGTH).forEach(c -> safe.append(printable(c) ? (char) c : '?'));
    return untrusted.length() > SHOWN_LENGTH ? safe.append("...").toString() : safe.toString();
  }

  private static boolean printable(int c) {
    return c >= ' ' && c < 0x7f;
  }

  @Override
  public int compareTo(Symbol other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
