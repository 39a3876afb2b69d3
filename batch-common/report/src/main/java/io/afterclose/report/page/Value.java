package io.afterclose.report.page;

import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number, or in words why there is none.
 *
 * @param number finite; null where there is none
 * @param unknown why there is none; empty where there is one
 */
public record Value(@Nullable Double number, String unknown) {

  /** Checks that there is either a finite number or a reason. */
  public Value {
    if (number == null ? unknown.isBlank() : !unknown.isEmpty() || !Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "A finite number or a reason was expected, found " + number + " and '" + unknown + "'");
    }
  }

  /** A number. */
  public static Value of(double number) {
    return new Value(number, "");
  }

  /** None. */
  public static Value unknown(String why) {
    return new Value(null, why);
  }

  /** Whether there is a number. */
  public boolean known() {
    return number != null;
  }

  /** The number; NaN where there is none. */
  double orNaN() {
    return number == null ? Double.NaN : number;
  }

  /** The number as text, or {@code unknown}. */
  String text(DoubleFunction<String> form) {
    return number == null ? "unknown" : form.apply(number);
  }

  /** The number as text, or {@code unknown} with the reason. */
  String words(DoubleFunction<String> form) {
    return number == null ? "unknown, " + unknown : form.apply(number);
  }
}
