package io.afterclose.portfoliorefresh.broker;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as brokers and spreadsheets write them: {@code 1234.56}, {@code $1,234.56}, {@code (10)},
 * {@code +10}, {@code .5}. Always with a decimal point; what could be read as two numbers is
 * refused.
 */
public final class Amount {
  private static final String EXPECTED =
      "a number such as 1234.56 or $1,234.56 (at most 15 digits before and 10 after the point)";
  private static final String NO_COMMA = "a number with a decimal point, such as 1234.56";
  private static final String NO_EXPONENT =
      "a number with all its digits: a spreadsheet shortened this one, format the column as a"
          + " number";

  private static final Set<String> ABSENT =
      Set.of("", "-", "--", "n/a", "na", "not available", "incomplete", "...");
  private static final int MAX_BEFORE = 15;
  private static final int MAX_AFTER = 10;

  private static final Pattern DRESSED =
      Pattern.compile(
          "(?<open>\\()?(?<sign>[-+])?(?:USD ?)?\\$?(?<inner>[-+])?(?<digits>[0-9.,]+)"
              + "(?: ?USD)?(?<close>\\))?");
  private static final Pattern PLAIN = Pattern.compile("[0-9]+\\.?[0-9]*|\\.[0-9]+");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
  private static final Pattern ONE_GROUP = Pattern.compile("[1-9][0-9]{0,2}\\.[0-9]{3}");
  private static final Pattern EXPONENT = Pattern.compile("[-+]?[0-9.]+[eE][-+]?[0-9]+");
  private static final Pattern UNBROKEN =
      Pattern.compile("(?<=[0-9])[\\u00a0\\u2007\\u202f](?=[0-9]{3}(?![0-9]))");

  private Amount() {}

  /** Whether a cell says that there is no number: {@code --}, {@code n/a} or nothing. */
  public static boolean absent(String text) {
    return ABSENT.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a number.
   *
   * @param commaIsDecimal whether the file is of a spreadsheet that may mean a decimal comma
   */
  public static Reading<BigDecimal> read(String text, boolean commaIsDecimal) {
    if (EXPONENT.matcher(text).matches()) {
      return Reading.refused(NO_EXPONENT);
    }
    String closed =
        Blanks.strip(UNBROKEN.matcher(text.replace('\u2212', '-')).replaceAll(""))
            .replace("$ ", "$");
    Matcher parts = DRESSED.matcher(closed);
    if (!parts.matches() || !oneSign(parts)) {
      return Reading.refused(EXPECTED);
    }
    String digits = parts.group("digits");
    if (digits.indexOf(',') >= 0 && (commaIsDecimal || !GROUPED.matcher(digits).matches())) {
      return Reading.refused(NO_COMMA);
    }
    if (commaIsDecimal && ONE_GROUP.matcher(digits).matches()) {
      return Reading.refused(
          "a number that cannot be a thousand as well, such as 1000 or 1.0: cells are separated by"
              + " semicolons here");
    }
    return number(digits.replace(",", ""), negative(parts));
  }

  private static boolean oneSign(Matcher parts) {
    boolean open = parts.group("open") != null;
    int signs =
        (open ? 1 : 0)
            + (parts.group("sign") == null ? 0 : 1)
            + (parts.group("inner") == null ? 0 : 1);
    return open == (parts.group("close") != null) && signs <= 1;
  }

  private static boolean negative(Matcher parts) {
    return parts.group("open") != null
        || "-".equals(parts.group("sign"))
        || "-".equals(parts.group("inner"));
  }

  private static Reading<BigDecimal> number(String digits, boolean negative) {
    if (!PLAIN.matcher(digits).matches()) {
      return Reading.refused(EXPECTED);
    }
    BigDecimal read = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
    BigDecimal shortest = read.signum() == 0 ? BigDecimal.ZERO : read.stripTrailingZeros();
    if (shortest.scale() > MAX_AFTER || shortest.precision() - shortest.scale() > MAX_BEFORE) {
      return Reading.refused(EXPECTED);
    }
    BigDecimal value = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    return Reading.of(negative ? value.negate() : value);
  }
}
