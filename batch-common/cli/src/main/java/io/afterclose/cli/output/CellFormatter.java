package io.afterclose.cli.output;

import io.afterclose.database.text.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text of one value. */
final class CellFormatter {

  /** More decimals of a number are for programs. */
  private static final int MAX_DECIMALS = 6;

  /** A double that is not 0 and smaller than this is shown with an exponent. */
  private static final double SMALL = 1e-4;

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private CellFormatter() {}

  /** Full precision: decimals without exponent, doubles in their shortest exact form. */
  static String exact(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  /**
   * For the eye: decimals of a column, of which none ends with a zero in all rows; times to the
   * second; no control characters.
   *
   * @param decimals of the column, as {@link #decimals} counts them
   */
  static String readable(@Nullable Object value, int decimals) {
    return Printable.masked(text(value, decimals));
  }

  private static String text(@Nullable Object value, int decimals) {
    if (value instanceof Double number) {
      return isSmall(number)
          ? String.format(Locale.ROOT, "%.3e", number)
          : Double.isFinite(number)
              ? rounded(BigDecimal.valueOf(number), decimals)
              : number.toString();
    }
    if (value instanceof BigDecimal number) {
      return rounded(number, decimals);
    }
    if (value instanceof LocalDateTime time) {
      return SECOND.format(time);
    }
    return value instanceof Instant time
        ? SECOND.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "Z"
        : exact(value);
  }

  private static String rounded(BigDecimal number, int decimals) {
    return number.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static boolean isSmall(double number) {
    return Math.abs(number) < SMALL && number != 0.0;
  }

  /** How many decimals the values of a column need, at most six. */
  static int decimals(Collection<? extends @Nullable Object> column) {
    return column.stream()
        .flatMap(CellFormatter::number)
        .mapToInt(CellFormatter::needed)
        .max()
        .orElse(0);
  }

  private static Stream<BigDecimal> number(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) && !isSmall(number)
          ? Stream.of(BigDecimal.valueOf(number))
          : Stream.empty();
    }
    return value instanceof BigDecimal number
        ? Stream.of(Objects.requireNonNull(number))
        : Stream.empty();
  }

  private static int needed(BigDecimal number) {
    return Math.max(
        0,
        number
            .setScale(Math.min(MAX_DECIMALS, Math.max(0, number.scale())), RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .scale());
  }
}
