package io.afterclose.quant.symbol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listed option as its OCC symbol (OSI 2010) says it: root, expiry YYMMDD of the years 2000 to
 * 2099, C or P, strike × 1000 in eight digits.
 *
 * @param root 1 to 6 letters, may hold dots and may end in one digit (an adjusted contract)
 * @param expiry last day of the contract
 * @param right what its holder may do
 * @param strike USD per share, above 0, three decimals
 */
public record OptionContract(String root, LocalDate expiry, Right right, BigDecimal strike) {
  /** Shares per contract, unless the contract was adjusted. */
  public static final int STANDARD_MULTIPLIER = 100;

  private static final int MAX_LENGTH = "O:".length() + 21;
  private static final int PADDED_ROOT = 6;
  private static final int STRIKE_DECIMALS = 3;
  private static final int STRIKE_CENTS = 2;
  private static final BigDecimal STRIKE_LIMIT = new BigDecimal("100000");

  private static final Pattern ROOT_GRAMMAR = Pattern.compile("(?=.{1,6}$)[A-Z][A-Z.]*[0-9]?");
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?:O:)?([A-Z][A-Z.]*[0-9]?)( *)([0-9]{2})([0-9]{2})([0-9]{2})([CP])([0-9]{8})");

  /** What the holder of an option may do. */
  public enum Right {
    /** Buy at the strike. */
    CALL,
    /** Sell at the strike. */
    PUT
  }

  /** Checks the grammar of the root, the century and the strike. */
  public OptionContract {
    if (!ROOT_GRAMMAR.matcher(root).matches()) {
      throw new IllegalArgumentException("An option root of 1 to 6 letters was expected");
    }
    if (expiry.getYear() < 2000 || expiry.getYear() > 2099) {
      throw new IllegalArgumentException("An expiry in 2000 to 2099 was expected, found " + expiry);
    }
    if (strike.signum() <= 0 || strike.compareTo(STRIKE_LIMIT) >= 0) {
      throw new IllegalArgumentException("A strike in (0, 100000) was expected, found " + strike);
    }
    strike = strike.setScale(STRIKE_DECIMALS, RoundingMode.UNNECESSARY);
  }

  /**
   * Reads an OCC symbol: padded to 21 characters, compact, or with the prefix {@code O:}. Empty for
   * everything else, a date that does not exist included.
   */
  public static Optional<OptionContract> parse(String untrusted) {
    String text = untrusted.strip();
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c < 0x80)) {
      return Optional.empty();
    }
    Matcher parts = GRAMMAR.matcher(text.toUpperCase(Locale.ROOT));
    return parts.matches() && wellPadded(parts) ? read(parts) : Optional.empty();
  }

  private static boolean wellPadded(Matcher parts) {
    int root = parts.group(1).length();
    int padding = parts.group(2).length();
    return root <= PADDED_ROOT && (padding == 0 || root + padding == PADDED_ROOT);
  }

  private static Optional<OptionContract> read(Matcher parts) {
    BigDecimal strike = new BigDecimal(parts.group(7)).movePointLeft(STRIKE_DECIMALS);
    if (strike.signum() == 0) {
      return Optional.empty();
    }
    Right right = parts.group(6).equals("C") ? Right.CALL : Right.PUT;
    return date(parts).map(expiry -> new OptionContract(parts.group(1), expiry, right, strike));
  }

  private static Optional<LocalDate> date(Matcher parts) {
    try {
      return Optional.of(
          LocalDate.of(
              2000 + Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** The compact symbol, the form in which an option is stored, such as AAPL240119C00150000. */
  public Symbol symbol() {
    String day =
        String.format(
            Locale.ROOT,
            "%02d%02d%02d",
            expiry.getYear() - 2000,
            expiry.getMonthValue(),
            expiry.getDayOfMonth());
    String letter = right == Right.CALL ? "C" : "P";
    long thousandths = strike.movePointRight(STRIKE_DECIMALS).longValueExact();
    return new Symbol(root + day + letter + String.format(Locale.ROOT, "%08d", thousandths));
  }

  /** Whether its terms were changed after a corporate action, which the root's digit marks. */
  public boolean adjusted() {
    return adjusted(root);
  }

  /**
   * The contract that stands in for this one after a split of the share: as many contracts as new
   * shares, at the strike divided by them and rounded to the cent (OCC). Empty where an old share
   * does not become a whole number of new ones: then the contract delivers other shares or cash
   * under a symbol that does not follow from this one.
   *
   * @param newPerOld split ratio, above 0
   */
  public Optional<OptionContract> afterSplit(BigDecimal newPerOld) {
    if (adjusted() || newPerOld.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    BigDecimal newStrike = strike.divide(newPerOld, STRIKE_CENTS, RoundingMode.HALF_UP);
    return newStrike.signum() == 0
        ? Optional.empty()
        : Optional.of(new OptionContract(root, expiry, right, newStrike));
  }

  /**
   * The contract that a rename of the underlying makes of it: the one with the new symbol as its
   * root, without a point ({@code BRKB}). Empty where the root is not the old symbol's, or the new
   * symbol can be no root.
   */
  public Optional<OptionContract> afterRename(String oldSymbol, String newSymbol) {
    String newRoot = newSymbol.replace(".", "");
    return root.equals(oldSymbol.replace(".", "")) && ROOT_GRAMMAR.matcher(newRoot).matches()
        ? Optional.of(new OptionContract(newRoot, expiry, right, strike))
        : Optional.empty();
  }

  static boolean adjusted(String root) {
    return Character.isDigit(root.charAt(root.length() - 1));
  }

  /** True from the day after the expiry; on its last day a contract still lives. */
  public boolean expiredOn(LocalDate date) {
    return expiry.isBefore(date);
  }

  /** USD per share that exercising now would give, never below 0. */
  public BigDecimal intrinsicValue(BigDecimal underlyingPrice) {
    BigDecimal gain =
        right == Right.CALL ? underlyingPrice.subtract(strike) : strike.subtract(underlyingPrice);
    return gain.max(BigDecimal.ZERO);
  }
}
