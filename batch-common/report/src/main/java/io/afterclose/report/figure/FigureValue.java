package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Stored values as they are printed: dollars to the cent, counts whole, all others in full. */
public final class FigureValue {

  private static final int RETURN_DECIMALS = 6;

  private FigureValue() {}

  public static @Nullable Number of(FigureUnit unit, @Nullable Double value) {
    if (value == null) {
      return null;
    }
    return switch (unit) {
      case USD -> cents(value);
      case COUNT, SESSIONS -> Math.round(value);
      case FRACTION, NUMBER -> value;
    };
  }

  /** Dollars to the cent. */
  public static BigDecimal cents(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }

  /** A return to a ten-thousandth of a per cent. */
  public static @Nullable BigDecimal ofReturn(@Nullable BigDecimal fraction) {
    return fraction == null ? null : fraction.setScale(RETURN_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Null for a text that says nothing. */
  public static @Nullable String blank(String text) {
    return text.isEmpty() ? null : text;
  }
}
