package io.afterclose.portfoliorefresh.broker;

import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionContract.Right;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Symbols as brokers write them: options as {@code AAPL 01/19/2024 150.00 C}, {@code
 * -AAPL240119C150}, {@code AAPL 19JAN24 150 C} or by their OCC symbol, class shares as {@code BRK
 * B}.
 */
public final class Notation {
  private static final String ROOT = "([A-Z]{1,5}(?:[./ ]?[A-Z])?[0-9]?)";
  private static final String STRIKE = "\\$?([0-9]{1,5}(?:\\.[0-9]{1,3})?)0*";
  private static final Pattern SLASHED =
      Pattern.compile(ROOT + " ([0-9]{1,2})/([0-9]{1,2})/(20[0-9]{2}) " + STRIKE + " ([CP])");
  private static final Pattern SHORT_OCC =
      Pattern.compile("-?" + ROOT + "([0-9]{2})([0-9]{2})([0-9]{2})([CP])" + STRIKE);
  private static final Pattern MONTH_NAMED =
      Pattern.compile(ROOT + " ([0-9]{1,2})([A-Z]{3})([0-9]{2}) " + STRIKE + " ([CP])");
  private static final Pattern CLASS_SHARE =
      Pattern.compile("([A-Za-z]{1,5}) ((?:[Pp][Rr])?[A-Za-z])");
  private static final int CENTURY = 2000;

  private Notation() {}

  /** A symbol as brokers write it, or as it is stored. */
  public static Optional<Symbol> symbol(String text) {
    String single = Blanks.single(text);
    return OptionContract.parse(Blanks.strip(text))
        .or(() -> option(single.toUpperCase(Locale.ROOT)))
        .map(OptionContract::symbol)
        .or(() -> Symbol.parse(classShare(single)));
  }

  private static String classShare(String text) {
    Matcher parts = CLASS_SHARE.matcher(text);
    return parts.matches() ? parts.group(1) + "/" + parts.group(2) : text;
  }

  private static Optional<OptionContract> option(String text) {
    Matcher slashed = SLASHED.matcher(text);
    if (slashed.matches()) {
      return contract(
          slashed.group(1),
          number(slashed, 4),
          number(slashed, 2),
          number(slashed, 3),
          slashed.group(6),
          slashed.group(5));
    }
    Matcher named = MONTH_NAMED.matcher(text);
    if (named.matches()) {
      return contract(
          named.group(1),
          CENTURY + number(named, 4),
          FileDate.month(named.group(3)),
          number(named, 2),
          named.group(6),
          named.group(5));
    }
    Matcher occ = SHORT_OCC.matcher(text);
    return occ.matches()
        ? contract(
            occ.group(1),
            CENTURY + number(occ, 2),
            number(occ, 3),
            number(occ, 4),
            occ.group(5),
            occ.group(6))
        : Optional.empty();
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static Optional<OptionContract> contract(
      String root, int year, int month, int day, String right, String strike) {
    String occRoot = root.replaceAll("[./ ]", "");
    BigDecimal usd = new BigDecimal(strike);
    try {
      return usd.signum() == 0 || occRoot.length() > 6
          ? Optional.empty()
          : Optional.of(
              new OptionContract(
                  occRoot,
                  LocalDate.of(year, month, day),
                  right.equals("C") ? Right.CALL : Right.PUT,
                  usd));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
