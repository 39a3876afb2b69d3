package io.afterclose.database.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/** Arrays of one dimension in the binary form of PostgreSQL, elements counted from 1. */
final class CopyArray {

  /** The type numbers of PostgreSQL's catalogue, which are fixed. */
  private static final int TEXT = 25;

  private static final int FLOAT8 = 701;
  private static final int INT4 = 23;
  private static final int HEADER = 5 * Integer.BYTES;

  private CopyArray() {}

  static byte[] of(List<String> values) {
    List<byte[]> texts = values.stream().map(value -> value.getBytes(UTF_8)).toList();
    int length = texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    ByteBuffer buffer = header(TEXT, texts.size(), length);
    texts.forEach(text -> buffer.putInt(text.length).put(text));
    return bytes(buffer);
  }

  /** NaN is NULL. */
  static byte[] of(double[] values) {
    ByteBuffer buffer =
        header(FLOAT8, values.length, values.length * (Integer.BYTES + Double.BYTES));
    for (double value : values) {
      if (Double.isNaN(value)) {
        buffer.putInt(-1);
      } else {
        buffer.putInt(Double.BYTES).putDouble(value);
      }
    }
    return bytes(buffer);
  }

  static byte[] of(int[] values) {
    ByteBuffer buffer = header(INT4, values.length, values.length * 2 * Integer.BYTES);
    for (int value : values) {
      buffer.putInt(Integer.BYTES).putInt(value);
    }
    return bytes(buffer);
  }

  /** Dimensions (none if empty), whether there may be NULL, the type, the size, the first index. */
  private static ByteBuffer header(int type, int size, int length) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + length);
    buffer.putInt(size == 0 ? 0 : 1).putInt(1).putInt(type);
    return size == 0 ? buffer : buffer.putInt(size).putInt(1);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
