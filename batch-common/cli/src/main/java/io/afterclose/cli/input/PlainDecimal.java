package io.afterclose.cli.input;

import java.math.BigDecimal;

/**
 * A decimal of the plainest form, read without an object: digits, a point between two of them, a
 * minus before them, eighteen digits at most; or none, from an empty text. What has another form is
 * left to {@link BigDecimal}, which reads the same digits and scale from those of this one.
 */
public final class PlainDecimal {

  private static final int MAX_DIGITS = 18;

  private long unscaled;
  private int scale;
  private boolean absent = true;

  /** Reads a text; false when it is of another form, and the value is then undefined. */
  public boolean read(CharSequence text) {
    int length = text.length();
    absent = length == 0;
    boolean negative = !absent && text.charAt(0) == '-';
    int first = negative ? 1 : 0;
    int point = -1;
    long digits = 0;
    for (int at = first; at < length; at++) {
      char character = text.charAt(at);
      if (character >= '0' && character <= '9') {
        digits = 10 * digits + (character - '0');
      } else if (character == '.' && point < 0 && at > first) {
        point = at;
      } else {
        return false;
      }
      if (at - first > MAX_DIGITS) {
        return false;
      }
    }
    unscaled = negative ? -digits : digits;
    scale = point < 0 ? 0 : length - 1 - point;
    return absent || endsWithDigit(length - first, point, length);
  }

  /** No more digits than fit, one at least, and none lacking behind the point. */
  private static boolean endsWithDigit(int characters, int point, int length) {
    int digits = point < 0 ? characters : characters - 1;
    return digits >= 1 && digits <= MAX_DIGITS && point != length - 1;
  }

  /** Whether the text was empty. */
  public boolean isAbsent() {
    return absent;
  }

  /** Its digits with their sign, as {@link BigDecimal#unscaledValue()}. */
  public long unscaled() {
    return unscaled;
  }

  /** How many of its digits are behind the point. */
  public int scale() {
    return scale;
  }

  /** The same value as an object. */
  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(unscaled, scale);
  }
}
