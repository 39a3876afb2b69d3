package io.afterclose.quant.symbol;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ticker or a compact option symbol in canonical form: upper case, 1 to 32 characters, a letter
 * or digit first, then letters, digits, {@code .}, {@code _} or {@code -}; a class share is written
 * with a dot ({@code BRK.B}), a preferred share with a dot and P ({@code BAC.PL}). Symbols are
 * ordered by their text.
 *
 * @param text canonical text
 */
public record Symbol(String text) implements Comparable<Symbol> {
  private static final int SHOWN_LENGTH = 40;
  private static final Pattern GRAMMAR = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,31}");
  // Asked before upper-casing, which turns some foreign letters into plain ones.
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9._/-]{1,32}");
  private static final Pattern CLASS_SHARE = Pattern.compile("([A-Z]+)[./-](?:(P)R?)?([A-Z])");
  // The consolidated tape's case: BACpL is a preferred share, ABCr a right, ABCw when issued.
  private static final Pattern TAPE_PREFERRED = Pattern.compile("([A-Z]{2,})p([A-Z]?)");
  private static final Pattern TAPE_OTHER = Pattern.compile("[A-Z]{2,}(?:r|w|rw)");

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
   * Reads a symbol as people and providers write it: trimmed and upper-cased; a class share {@code
   * BRK-B} or {@code BRK/B} becomes {@code BRK.B}; a preferred share {@code BACpL}, {@code BAC-PL},
   * {@code BAC/PRL} or {@code BAC.PRL} becomes {@code BAC.PL}, since {@code BACPL} is another
   * company's; an OCC symbol padded to 21 characters or with {@code O:} becomes the compact one.
   *
   * @throws IllegalArgumentException if the text is no symbol, rights ({@code ABCr}) and what is
   *     not issued yet ({@code ABCw}) among it; the message shows it harmlessly
   */
  public static Symbol of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + shown(text)
                        + "' is not a symbol: expected 1 to 32 letters, digits, '.', '_' or '-',"
                        + " starting with a letter or digit, such as AAPL, BRK.B or BAC.PL;"
                        + " rights (ABCr) and when-issued shares (ABCw) are not known"));
  }

  /** Reads a symbol as {@link #of} does; empty if the text is none. */
  public static Optional<Symbol> parse(String untrusted) {
    String trimmed = untrusted.strip();
    return canonical(trimmed)
        ? Optional.of(new Symbol(trimmed))
        : OptionContract.parse(trimmed).map(OptionContract::symbol).or(() -> ticker(trimmed));
  }

  private static Optional<Symbol> ticker(String written) {
    if (!WRITTEN.matcher(written).matches() || TAPE_OTHER.matcher(written).matches()) {
      return Optional.empty();
    }
    Matcher preferred = TAPE_PREFERRED.matcher(written);
    String dotted = preferred.matches() ? preferred.replaceFirst("$1.P$2") : written;
    String text = withClassDot(dotted.toUpperCase(Locale.ROOT));
    return canonical(text) ? Optional.of(new Symbol(text)) : Optional.empty();
  }

  private static String withClassDot(String upper) {
    Matcher share = CLASS_SHARE.matcher(upper);
    return share.matches()
        ? share.group(1) + "." + Objects.requireNonNullElse(share.group(2), "") + share.group(3)
        : upper;
  }

  private static boolean canonical(String text) {
    return GRAMMAR.matcher(text).matches() && (isPlain(text) || withClassDot(text).equals(text));
  }

  /** Without a mark that a class of shares could be written with. */
  private static boolean isPlain(String text) {
    return text.indexOf('.') < 0 && text.indexOf('-') < 0 && text.indexOf('/') < 0;
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

  // Symbols are keys of most maps; a record's own equals and hashCode are not compiled into one
  // call.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Symbol symbol && text.equals(symbol.text));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
