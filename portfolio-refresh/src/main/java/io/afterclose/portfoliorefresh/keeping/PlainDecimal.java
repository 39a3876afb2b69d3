package io.afterclose.portfoliorefresh.keeping;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one format of numbers: digits, a point, digits; a minus in front if below 0. */
public final class PlainDecimal {
  /** For messages: "expected " + this. */
  public static final String EXPECTED =
      "a plain decimal such as 1234.56 (at most 15 digits before and 10 after the point, no"
          + " exponent, no separators)";

  private static final Pattern GRAMMAR = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

  private PlainDecimal() {}

  /** The number of a text; empty where it has another form. */
  public static Optional<BigDecimal> parse(String text) {
    return GRAMMAR.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
