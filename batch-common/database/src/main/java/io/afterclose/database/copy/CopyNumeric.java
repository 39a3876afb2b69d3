package io.afterclose.database.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's binary numeric: the number of base-10000 digits, the first digit's weight, the sign,
 * the decimal scale, the digits. Source: numeric_send in PostgreSQL's numeric.c.
 */
final class CopyNumeric {
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final int DECIMALS_PER_DIGIT = 4;
  private static final short NEGATIVE = 0x4000;
  private static final int HEADER = 4 * Short.BYTES;

  /** The factors that append zeros to fill up a digit, and the bits of what a long can take. */
  private static final int[] ZEROS = {1, 10, 100, 1000};

  private static final int BITS_WITH_ROOM_FOR_ZEROS = Long.SIZE - 1 - 10;

  /** Whole numbers up to this one are doubles. */
  private static final long MAX_EXACT = 1L << 53;

  private static final long ROOM_FOR_A_DIGIT = Long.MAX_VALUE / 10_000 - 1;

  /** The powers of ten that are doubles. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private CopyNumeric() {}

  static byte[] bytes(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int fractionDigits = (scale + DECIMALS_PER_DIGIT - 1) / DECIMALS_PER_DIGIT;
    short[] digits = digits(value, fractionDigits);
    byte[] bytes = new byte[HEADER + Short.BYTES * digits.length];
    put(bytes, 0, digits.length);
    put(bytes, 2, digits.length - fractionDigits - 1);
    put(bytes, 4, value.signum() < 0 ? NEGATIVE : 0);
    put(bytes, 6, scale);
    for (int i = 0; i < digits.length; i++) {
      put(bytes, HEADER + Short.BYTES * i, digits[i]);
    }
    return bytes;
  }

  private static void put(byte[] bytes, int at, int int2) {
    bytes[at] = (byte) (int2 >> Byte.SIZE);
    bytes[at + 1] = (byte) int2;
  }

  /** The digits of a value that has so many behind the point, filled up with zeros. */
  private static short[] digits(BigDecimal value, int fractionDigits) {
    int zeros = fractionDigits * DECIMALS_PER_DIGIT - value.scale();
    BigInteger unscaled = value.unscaledValue().abs();
    if (zeros < DECIMALS_PER_DIGIT && unscaled.bitLength() < BITS_WITH_ROOM_FOR_ZEROS) {
      return digits(unscaled.longValue() * ZEROS[zeros]);
    }
    return digits(unscaled.multiply(BigInteger.TEN.pow(zeros)));
  }

  /**
   * The nearest double, as PostgreSQL's cast gives it. A quotient of two whole numbers that a
   * double holds exactly is rounded once only; what is longer goes by its decimal text.
   *
   * @param bytes placed at the number of digits; afterwards behind the last digit
   */
  static double toDouble(ByteBuffer bytes) {
    Read read = Read.from(bytes);
    double value =
        read.wide == null
                && read.unscaled <= MAX_EXACT
                && read.scale >= 0
                && read.scale < POWERS.length
            ? read.unscaled / POWERS[read.scale]
            : read.exact().doubleValue();
    return read.negative ? -value : value;
  }

  /**
   * The number itself, of a scale of 0 or more and without zeros at its end, as trim_scale.
   *
   * @param bytes placed as for {@link #toDouble}
   */
  static BigDecimal toDecimal(ByteBuffer bytes) {
    Read read = Read.from(bytes);
    BigDecimal value;
    if (read.wide == null && read.scale >= 0) {
      long unscaled = read.unscaled;
      int scale = read.scale;
      while (scale > 0 && unscaled % 10 == 0) {
        unscaled /= 10;
        scale--;
      }
      value = BigDecimal.valueOf(unscaled, scale);
    } else {
      value = read.exact().stripTrailingZeros();
      if (value.scale() < 0) {
        value = value.setScale(0);
      }
    }
    return read.negative ? value.negate() : value;
  }

  /** The digits of a number as one whole number, and the decimals of it. */
  private static final class Read {
    private final boolean negative;
    private final int scale;
    private long unscaled;
    private @Nullable BigInteger wide;

    private Read(boolean negative, int scale) {
      this.negative = negative;
      this.scale = scale;
    }

    static Read from(ByteBuffer bytes) {
      int count = bytes.getShort();
      int weight = bytes.getShort();
      short sign = bytes.getShort();
      bytes.getShort();
      if (sign != 0 && sign != NEGATIVE) {
        throw new IllegalArgumentException("a numeric that is no number");
      }
      Read read = new Read(sign == NEGATIVE, DECIMALS_PER_DIGIT * (count - 1 - weight));
      for (int i = 0; i < count; i++) {
        read.add(bytes.getShort());
      }
      return read;
    }

    private void add(short digit) {
      if (wide == null && unscaled > ROOM_FOR_A_DIGIT) {
        wide = BigInteger.valueOf(unscaled);
      }
      if (wide == null) {
        unscaled = unscaled * 10_000 + digit;
      } else {
        wide = wide.multiply(BASE).add(BigInteger.valueOf(digit));
      }
    }

    /** Without its sign. */
    private BigDecimal exact() {
      return new BigDecimal(wide == null ? BigInteger.valueOf(unscaled) : wide, scale);
    }
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
