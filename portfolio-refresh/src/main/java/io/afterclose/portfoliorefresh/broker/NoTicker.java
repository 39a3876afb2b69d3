package io.afterclose.portfoliorefresh.broker;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts that look like a ticker and mean something else: cash, an ISIN, a CUSIP, a listing outside
 * the United States, an index, a pair of currencies. With a stated class they are taken as stated.
 */
public final class NoTicker {
  private static final Pattern ISIN = Pattern.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]");
  private static final Pattern CUSIP = Pattern.compile("[0-9A-Z]{8}[0-9]");
  // .L London, .T Tokyo, .F Frankfurt; one letter else is a class, as in MKC.V.
  private static final Pattern FOREIGN = Pattern.compile("[A-Z0-9]{1,6}\\.(?:[A-Z]{2,4}|[LTF])");
  private static final Pattern LISTED_HERE = Pattern.compile("[A-Z]+\\.(?:PR?[A-Z]|WS|UN|RT)");
  private static final Pattern INDEX = Pattern.compile("[\\^.][A-Z0-9]+");
  private static final Pattern PAIR =
      Pattern.compile("[A-Z]{6}=X|[A-Z0-9]{2,6}[-/](?:USD[TC]?|EUR|GBP|BTC)|[A-Z]{3}\\.[A-Z]{3}");

  private static final Pattern TOTAL =
      Pattern.compile(
          "(?:account |positions |transactions |grand |sub-?|portfolio )?totals?(?:[: ].*)?");

  private NoTicker() {}

  /** What should stand there instead; empty for anything that may be a ticker. */
  public static Optional<String> expectedFor(String text) {
    String upper = Blanks.single(text).toUpperCase(Locale.ROOT);
    if (CashWords.contain(upper)) {
      return Optional.of(
          "cash as --cash AMOUNT@DATE, or a class if a security is meant"
              + classOption(upper, "PUBLIC"));
    }
    return sort(upper)
        .map(
            what ->
                "a ticker of the United States: "
                    + what
                    + "; or a class if its value is recorded by hand"
                    + classOption(upper, "PRIVATE"));
  }

  private static String classOption(String symbol, String investmentClass) {
    return " (--class \"" + symbol + "=" + investmentClass + "\")";
  }

  private static Optional<String> sort(String upper) {
    if (ISIN.matcher(upper).matches() && luhn(upper)) {
      return Optional.of("this is an ISIN");
    }
    if (CUSIP.matcher(upper).matches() && cusipCheck(upper)) {
      return Optional.of("this is a CUSIP");
    }
    if (PAIR.matcher(upper).matches()) {
      return Optional.of("this is a pair of currencies");
    }
    if (INDEX.matcher(upper).matches()) {
      return Optional.of("this is an index");
    }
    return FOREIGN.matcher(upper).matches() && !LISTED_HERE.matcher(upper).matches()
        ? Optional.of("this is listed elsewhere")
        : Optional.empty();
  }

  /**
   * Each letter is its two digits from 10 on; of the digits from the right every second doubles.
   */
  private static boolean luhn(String isin) {
    StringBuilder digits = new StringBuilder();
    isin.chars().forEach(c -> digits.append(Character.digit(c, Character.MAX_RADIX)));
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      int weighted = place % 2 == 1 ? 2 * digit : digit;
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }

  private static boolean cusipCheck(String cusip) {
    int sum = 0;
    for (int place = 0; place < 8; place++) {
      int value =
          Character.digit(cusip.charAt(place), Character.MAX_RADIX) * (place % 2 == 1 ? 2 : 1);
      sum += value / 10 + value % 10;
    }
    return (10 - sum % 10) % 10 == cusip.charAt(8) - '0';
  }

  /** Whether the last line of a table sums it up. */
  public static boolean isTotal(String text) {
    return TOTAL.matcher(Blanks.single(text).toLowerCase(Locale.ROOT)).matches();
  }
}
