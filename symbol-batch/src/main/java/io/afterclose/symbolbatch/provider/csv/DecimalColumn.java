package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.PlainDecimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decimals by their place, digits and scale kept: four bytes each while all have the same scale and
 * at most nine digits, nine bytes otherwise. One that does not fit into a long is kept as an
 * object.
 */
final class DecimalColumn {

  private static final int MAX_DIGITS = 18;
  private static final byte WIDE = Byte.MIN_VALUE + 1;
  private static final byte ABSENT = Byte.MIN_VALUE;

  /** Stands for an absent value among those of one scale. */
  private static final int NONE = Integer.MIN_VALUE;

  private final Map<Integer, BigDecimal> wide = new HashMap<>(0);

  /** While all have one scale; empty afterwards. */
  private int[] narrow;

  private int scale = ABSENT;

  /** Empty before. */
  private long[] unscaled = new long[0];

  private byte[] scales = new byte[0];

  DecimalColumn(int capacity) {
    narrow = filled(new int[0], capacity);
  }

  private static int[] filled(int[] values, int capacity) {
    int[] longer = Arrays.copyOf(values, capacity);
    Arrays.fill(longer, Math.min(values.length, capacity), capacity, NONE);
    return longer;
  }

  private boolean isNarrow() {
    return scales.length == 0;
  }

  /** The same values in as much room. */
  void resize(int capacity) {
    if (isNarrow()) {
      narrow = filled(narrow, capacity);
    } else {
      unscaled = Arrays.copyOf(unscaled, capacity);
      scales = Arrays.copyOf(scales, capacity);
    }
  }

  void set(int at, @Nullable BigDecimal value) {
    if (value == null) {
      setAbsent(at);
    } else if (value.precision() <= MAX_DIGITS
        && value.scale() > WIDE
        && value.scale() <= Byte.MAX_VALUE) {
      set(at, value.unscaledValue().longValueExact(), value.scale());
    } else {
      widen();
      scales[at] = WIDE;
      wide.put(at, value);
    }
  }

  /** One of at most eighteen digits, or none. */
  void set(int at, PlainDecimal value) {
    if (value.isAbsent()) {
      setAbsent(at);
    } else {
      set(at, value.unscaled(), value.scale());
    }
  }

  private void setAbsent(int at) {
    if (isNarrow()) {
      narrow[at] = NONE;
    } else {
      scales[at] = ABSENT;
    }
  }

  private void set(int at, long digits, int itsScale) {
    if (isNarrow() && scale == ABSENT) {
      scale = itsScale;
    }
    if (isNarrow() && (itsScale != scale || digits <= NONE || digits > Integer.MAX_VALUE)) {
      widen();
    }
    if (isNarrow()) {
      narrow[at] = (int) digits;
    } else {
      unscaled[at] = digits;
      scales[at] = (byte) itsScale;
    }
  }

  private void widen() {
    if (isNarrow()) {
      unscaled = new long[narrow.length];
      scales = new byte[narrow.length];
      for (int at = 0; at < narrow.length; at++) {
        unscaled[at] = narrow[at];
        scales[at] = narrow[at] == NONE ? ABSENT : (byte) scale;
      }
      narrow = new int[0];
    }
  }

  @Nullable BigDecimal get(int at) {
    if (isNarrow()) {
      return narrow[at] == NONE ? null : BigDecimal.valueOf(narrow[at], scale);
    }
    return switch (scales[at]) {
      case ABSENT -> null;
      case WIDE -> wide.get(at);
      default -> BigDecimal.valueOf(unscaled[at], scales[at]);
    };
  }
}
