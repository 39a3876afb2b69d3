package io.afterclose.cli.output;

import io.afterclose.database.text.Printable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The text of one value. */
final class CellFormatter {

  private CellFormatter() {}

  /** Full precision: decimals without exponent, doubles in their shortest exact form. */
  static String exact(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  /** For the eye: doubles to six significant digits, no control characters. */
  static String readable(@Nullable Object value) {
    String text = value instanceof Double number ? rounded(number) : exact(value);
    return Printable.masked(text);
  }

  private static String rounded(double number) {
    return Math.abs(number) >= 1e-4 || number == 0.0
        ? String.format(java.util.Locale.ROOT, "%.6f", number)
        : String.format(java.util.Locale.ROOT, "%.3e", number);
  }
}
