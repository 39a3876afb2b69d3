package io.afterclose.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as a page shows them, the same in every locale: thousands separated by commas, a minus
 * sign (U+2212) below 0, and no sign where the rounded number is 0.
 */
public final class NumberText {

  private static final String MINUS = "−";

  private NumberText() {}

  /** USD to the cent: {@code −1,234.50}. */
  public static String money(BigDecimal usd) {
    return grouped(usd, 2);
  }

  /** USD to the cent; the number must be finite. */
  public static String money(double usd) {
    return grouped(BigDecimal.valueOf(usd), 2);
  }

  /** A fraction as per cent with two decimals: 0.0123 is {@code 1.23 %}. */
  public static String percent(double fraction) {
    return grouped(BigDecimal.valueOf(fraction).movePointRight(2), 2) + " %";
  }

  /** The same with a plus sign above 0, for what is a change. */
  public static String signedPercent(double fraction) {
    return plus(percent(fraction));
  }

  /** USD to the cent with a plus sign above 0, for what is a change. */
  public static String signedMoney(BigDecimal usd) {
    return plus(money(usd));
  }

  /** USD to the cent with a plus sign above 0; the number must be finite. */
  public static String signedMoney(double usd) {
    return plus(money(usd));
  }

  /** A number with so many decimals. */
  public static String decimal(double number, int decimals) {
    return grouped(BigDecimal.valueOf(number), decimals);
  }

  /** A number with as many decimals as it has, without trailing zeros. */
  public static String plain(BigDecimal number) {
    return grouped(number, Math.max(0, number.stripTrailingZeros().scale()));
  }

  private static String plus(String text) {
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero || text.startsWith(MINUS) ? text : "+" + text;
  }

  private static String grouped(BigDecimal number, int decimals) {
    BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", rounded.abs());
    return rounded.signum() < 0 ? MINUS + text : text;
  }
}
