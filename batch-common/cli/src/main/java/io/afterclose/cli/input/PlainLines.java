package io.afterclose.cli.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a CSV file as long as each is plain: printable ASCII, cells without quotes or wholly
 * within a pair of them, ended by a line feed, a carriage return before it allowed. The first other
 * line ends it, and so does one longer than 64 KiB. No object is made for a line or a cell.
 */
final class PlainLines {

  private static final int SIZE = 1 << 16;

  private final InputStream in;
  private final byte[] bytes = new byte[SIZE];

  /** The next byte to look at, and the first behind what was read. */
  private int next;

  private int end;
  private boolean exhausted;

  private long line;
  private int cells;

  /** Where each cell of the line begins and ends, blanks around it left out. */
  private int[] from = new int[16];

  private int[] to = new int[16];

  PlainLines(InputStream in) {
    this.in = in;
  }

  /** What stands at a place of a file. */
  enum Found {
    /** A line with at least one cell. */
    LINE,
    /** A line that is not plain: nothing of it is to be used. */
    OTHER,
    /** The end of the file. */
    END
  }

  /** Goes to the next line that is not blank. */
  Found advance() throws IOException {
    while (true) {
      int stop = lineFeed();
      if (stop < 0) {
        return Found.OTHER;
      }
      if (next == end) {
        return Found.END;
      }
      line++;
      int last = stop > next && bytes[stop - 1] == '\r' && stop < end ? stop - 1 : stop;
      int begin = next;
      next = Math.min(end, stop + 1);
      if (!split(begin, last)) {
        return Found.OTHER;
      }
      if (cells > 0) {
        return Found.LINE;
      }
    }
  }

  /** The place of the next line feed, or the end of the file; negative when it is too far away. */
  private int lineFeed() throws IOException {
    int at = next;
    while (true) {
      while (at < end && bytes[at] != '\n') {
        at++;
      }
      if (at < end || exhausted) {
        return at;
      }
      at -= makeRoom();
      if (end == SIZE) {
        return -1;
      }
      int count = in.read(bytes, end, SIZE - end);
      exhausted = count < 0;
      end += Math.max(0, count);
    }
  }

  /** Moves what is left to the beginning. @return how far */
  private int makeRoom() {
    int moved = next;
    System.arraycopy(bytes, next, bytes, 0, end - next);
    end -= moved;
    next = 0;
    return moved;
  }

  /** False when the line is not plain; no cells when it is blank. */
  private boolean split(int begin, int stop) {
    cells = 0;
    int at = skipBlanks(begin, stop);
    if (at == stop) {
      return true;
    }
    at = begin;
    while (true) {
      int after = at < stop && bytes[at] == '"' ? quoted(at, stop) : unquoted(at, stop);
      if (after < 0) {
        return false;
      }
      if (after == stop) {
        return true;
      }
      at = after + 1;
    }
  }

  /** Takes a cell up to its comma or the end of the line; negative when it is not plain. */
  private int unquoted(int begin, int stop) {
    int at = begin;
    while (at < stop && bytes[at] != ',') {
      if (isOther(bytes[at])) {
        return -1;
      }
      at++;
    }
    add(begin, at);
    return at;
  }

  private int quoted(int begin, int stop) {
    int at = begin + 1;
    while (at < stop && bytes[at] != '"') {
      if (isOther(bytes[at])) {
        return -1;
      }
      at++;
    }
    int after = at + 1;
    if (after > stop || (after < stop && bytes[after] != ',')) {
      return -1;
    }
    add(begin + 1, at);
    return after;
  }

  private static boolean isOther(byte character) {
    return character < ' ' || character == '"' || character == 0x7f;
  }

  private void add(int begin, int stop) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, 2 * cells);
      to = Arrays.copyOf(to, 2 * cells);
    }
    int first = skipBlanks(begin, stop);
    int last = stop;
    while (last > first && bytes[last - 1] == ' ') {
      last--;
    }
    from[cells] = first;
    to[cells] = last;
    cells++;
  }

  private int skipBlanks(int begin, int stop) {
    int at = begin;
    while (at < stop && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The physical line of the file, from 1. */
  long line() {
    return line;
  }

  int cells() {
    return cells;
  }

  String text(int cell) {
    return new String(bytes, from[cell], to[cell] - from[cell], US_ASCII);
  }

  /** The cell's text, valid until the next line; empty where the line has no such cell. */
  void view(int cell, Cell into) {
    boolean there = cell >= 0 && cell < cells;
    into.set(bytes, there ? from[cell] : 0, there ? to[cell] : 0);
  }

  /** Characters of a line, not copied. */
  static final class Cell implements CharSequence {

    private byte[] bytes = {};
    private int from;
    private int to;

    void set(byte[] ofLine, int begin, int stop) {
      bytes = ofLine;
      from = begin;
      to = stop;
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      return (char) bytes[from + index];
    }

    @Override
    public CharSequence subSequence(int start, int stop) {
      return toString().substring(start, stop);
    }

    @Override
    public String toString() {
      return new String(bytes, from, to - from, US_ASCII);
    }
  }
}
