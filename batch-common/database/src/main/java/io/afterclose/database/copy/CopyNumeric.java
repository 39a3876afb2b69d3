package io.afterclose.database.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PostgreSQL's binary numeric: the number of base-10000 digits, the first digit's weight, the sign,
 * the decimal scale, the digits. Source: numeric_send in PostgreSQL's numeric.c.
 */
final class CopyNumeric {
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final int DECIMALS_PER_DIGIT = 4;
  private static final short NEGATIVE = 0x4000;

  private CopyNumeric() {}

  static byte[] bytes(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int fractionDigits = (scale + DECIMALS_PER_DIGIT - 1) / DECIMALS_PER_DIGIT;
    BigInteger unscaled = value.setScale(fractionDigits * DECIMALS_PER_DIGIT).unscaledValue();
    short[] digits = digits(unscaled.abs());
    ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * digits.length);
    bytes.putShort((short) digits.length);
    bytes.putShort((short) (digits.length - fractionDigits - 1));
    bytes.putShort(value.signum() < 0 ? NEGATIVE : 0);
    bytes.putShort((short) scale);
    for (short digit : digits) {
      bytes.putShort(digit);
    }
    return bytes.array();
  }

  /** The highest first; none for zero. */
  private static short[] digits(BigInteger magnitude) {
    if (magnitude.bitLength() < Long.SIZE) {
      return digits(magnitude.longValue());
    }
    BigInteger[] parts = magnitude.divideAndRemainder(BASE);
    short[] higher = digits(parts[0]);
    short[] all = Arrays.copyOf(higher, higher.length + 1);
    all[higher.length] = parts[1].shortValue();
    return all;
  }

  private static short[] digits(long magnitude) {
    int length = 0;
    for (long rest = magnitude; rest > 0; rest /= 10_000) {
      length++;
    }
    short[] digits = new short[length];
    long rest = magnitude;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = (short) (rest % 10_000);
      rest /= 10_000;
    }
    return digits;
  }
}
