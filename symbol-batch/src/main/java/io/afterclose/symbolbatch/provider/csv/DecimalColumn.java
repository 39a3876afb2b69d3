package io.afterclose.symbolbatch.provider.csv;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decimals by their place, nine bytes each, digits and scale kept; one that does not fit into a
 * long is kept as an object.
 */
final class DecimalColumn {

  private static final int MAX_DIGITS = 18;
  private static final byte ABSENT = Byte.MIN_VALUE;
  private static final byte WIDE = Byte.MIN_VALUE + 1;

  private long[] unscaled;
  private byte[] scales;
  private final Map<Integer, BigDecimal> wide = new HashMap<>(0);

  DecimalColumn(int capacity) {
    unscaled = new long[capacity];
    scales = new byte[capacity];
  }

  /** The same values in as much room. */
  void resize(int capacity) {
    unscaled = Arrays.copyOf(unscaled, capacity);
    scales = Arrays.copyOf(scales, capacity);
  }

  void set(int at, @Nullable BigDecimal value) {
    if (value == null) {
      scales[at] = ABSENT;
    } else if (value.precision() <= MAX_DIGITS
        && value.scale() > WIDE
        && value.scale() <= Byte.MAX_VALUE) {
      unscaled[at] = value.unscaledValue().longValueExact();
      scales[at] = (byte) value.scale();
    } else {
      scales[at] = WIDE;
      wide.put(at, value);
    }
  }

  @Nullable BigDecimal get(int at) {
    return switch (scales[at]) {
      case ABSENT -> null;
      case WIDE -> wide.get(at);
      default -> BigDecimal.valueOf(unscaled[at], scales[at]);
    };
  }
}
