package io.afterclose.database.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;

/**
 * One row of a binary COPY to the client. Each method reads the next column, which must be of its
 * type and not NULL.
 */
public final class CopiedRow {

  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

  private ByteBuffer message = ByteBuffer.allocate(0);

  CopiedRow() {}

  /** Takes a message of the server; false when it is the one that ends the copy. */
  boolean next(ByteBuffer copied) {
    message = copied;
    return message.getShort() >= 0;
  }

  public String text() {
    int length = length();
    String value = new String(message.array(), message.position(), length, UTF_8);
    message.position(message.position() + length);
    return value;
  }

  /** A date as days since 1970-01-01. */
  public long epochDay() {
    expect(Integer.BYTES);
    return message.getInt() + EPOCH_DAY;
  }

  /** A numeric as the double that is nearest to it. */
  public double numeric() {
    int end = length() + message.position();
    double value = CopyNumeric.toDouble(message);
    if (message.position() != end) {
      throw new IllegalStateException("a numeric of another length than its digits");
    }
    return value;
  }

  /** A numeric as it is, without the zeros at its end. */
  public BigDecimal decimal() {
    int end = length() + message.position();
    BigDecimal value = CopyNumeric.toDecimal(message);
    if (message.position() != end) {
      throw new IllegalStateException("a numeric of another length than its digits");
    }
    return value;
  }

  public boolean bool() {
    expect(1);
    return message.get() != 0;
  }

  private void expect(int bytes) {
    int length = length();
    if (length != bytes) {
      throw new IllegalStateException(
          "a column of " + bytes + " bytes was expected, found one of " + length);
    }
  }

  private int length() {
    int length = message.getInt();
    if (length < 0) {
      throw new IllegalStateException("a column that is not NULL was expected");
    }
    return length;
  }
}
