package io.afterclose.portfoliorefresh.snapshot;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text that a digest reads in ascending order of their UTF-8 bytes, each with its end.
 * They are bytes from the beginning, since there are as many as positions and sessions multiplied.
 */
final class SortedLines {
  /** More digits than this may not fit into a long. */
  private static final int LONG_DIGITS = 18;

  /** More than any long, a sign and a point have. */
  private static final int NUMBER_LENGTH = 24;

  private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;

  private final List<Line> lines = new ArrayList<>();
  private final byte[] number = new byte[NUMBER_LENGTH];
  private byte[] text = new byte[4096];
  private byte[] sorted = new byte[0];
  private int length;
  private int begin;

  private record Line(int from, int to) {}

  /** Begins a line with a part that is not empty; the one before has ended. */
  SortedLines line(byte[] first) {
    begin = length;
    bytes(first);
    return this;
  }

  /** One more part of the line. */
  SortedLines part(byte[] value) {
    separate();
    bytes(value);
    return this;
  }

  SortedLines part(String value) {
    return part(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A part that may be empty. */
  SortedLines part(@Nullable Object value) {
    return value == null ? part(new byte[0]) : part(value.toString());
  }

  /** A decimal without an exponent and without zeros at its end; empty for null. */
  SortedLines number(@Nullable BigDecimal value) {
    separate();
    if (value != null) {
      decimal(value);
    }
    return this;
  }

  /** A date as ISO writes it; empty for null. */
  SortedLines date(@Nullable LocalDate value) {
    separate();
    if (value != null) {
      iso(value);
    }
    return this;
  }

  /** The line so far. */
  byte[] soFar() {
    return Arrays.copyOfRange(text, begin, length);
  }

  /** Ends the line. */
  void end() {
    add((byte) '\n');
    lines.add(new Line(begin, length));
  }

  /** Drops the line. */
  void drop() {
    length = begin;
  }

  boolean none() {
    return lines.isEmpty();
  }

  /** Hands all lines to a digest and forgets them. */
  void into(MessageDigest digest) {
    // The end of a line is less than any letter in it, so a line comes before one that it begins.
    lines.sort(
        (one, other) ->
            Arrays.compareUnsigned(text, one.from(), one.to(), text, other.from(), other.to()));
    if (sorted.length < length) {
      sorted = new byte[text.length];
    }
    int at = 0;
    for (Line line : lines) {
      int size = line.to() - line.from();
      System.arraycopy(text, line.from(), sorted, at, size);
      at += size;
    }
    digest.update(sorted, 0, at);
    lines.clear();
    length = 0;
  }

  private void separate() {
    add((byte) '|');
  }

  private void decimal(BigDecimal value) {
    int scale = value.scale();
    if (scale < 0 || scale > LONG_DIGITS || value.precision() > LONG_DIGITS) {
      bytes(value.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII));
      return;
    }
    long left = Math.abs(value.unscaledValue().longValue());
    while (scale > 0 && left % 10 == 0) {
      left /= 10;
      scale--;
    }
    int at = number.length;
    for (int digit = 0; left != 0 || digit <= scale; digit++) {
      if (digit == scale && digit > 0) {
        number[--at] = '.';
      }
      number[--at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    if (value.signum() < 0) {
      number[--at] = '-';
    }
    bytes(number, at, number.length - at);
  }

  private void iso(LocalDate value) {
    int year = value.getYear();
    if (year < 0 || year > LAST_YEAR_OF_FOUR_DIGITS) {
      bytes(value.toString().getBytes(StandardCharsets.US_ASCII));
      return;
    }
    twoDigits(year / 100);
    twoDigits(year % 100);
    add((byte) '-');
    twoDigits(value.getMonthValue());
    add((byte) '-');
    twoDigits(value.getDayOfMonth());
  }

  private void twoDigits(int value) {
    add((byte) ('0' + value / 10));
    add((byte) ('0' + value % 10));
  }

  private void add(byte value) {
    grow(1);
    text[length++] = value;
  }

  private void bytes(byte[] values) {
    bytes(values, 0, values.length);
  }

  private void bytes(byte[] values, int from, int count) {
    grow(count);
    System.arraycopy(values, from, text, length, count);
    length += count;
  }

  private void grow(int more) {
    if (length + more > text.length) {
      text = Arrays.copyOf(text, Math.max(length + more, 2 * text.length));
    }
  }
}
