package io.afterclose.portfoliorefresh.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the inputs of figures, part after part; the order matters. */
final class InputHash {
  private static final int DIGITS = 32;

  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  InputHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** A text, told apart from the next part by its length. */
  InputHash add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  InputHash add(Object dateOrName) {
    return add(dateOrName.toString());
  }

  InputHash add(long value) {
    number.clear();
    digest.update(number.putLong(value).flip());
    return this;
  }

  /** A number bit by bit; one that is not known is NaN. */
  InputHash add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  InputHash add(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putDouble(value);
    }
    add(values.length);
    digest.update(bytes.array());
    return this;
  }

  /** All of it, for another hash. */
  String whole() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first 32 hex digits. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
