package io.afterclose.database.copy;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Collects bytes, the highest first, and hands them to the server in large pieces. */
final class CopyBuffer {
  private static final int SIZE = 64 * 1024;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** One write that the server may refuse. */
  @FunctionalInterface
  interface Write {
    void run() throws SQLException;
  }

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);

  CopyBuffer(CopyIn copy) {
    this.copy = copy;
  }

  /** Signature, no flags, no extension. */
  void header() throws SQLException {
    bytes(SIGNATURE);
    int4(0);
    int4(0);
  }

  void trailer() throws SQLException {
    int2(-1);
    flush();
  }

  void int2(int value) throws SQLException {
    room(2).putShort((short) value);
  }

  void int4(int value) throws SQLException {
    room(4).putInt(value);
  }

  void int8(long value) throws SQLException {
    room(8).putLong(value);
  }

  void bytes(byte[] value) throws SQLException {
    if (value.length > SIZE) {
      flush();
      copy.writeToCopy(value, 0, value.length);
    } else {
      room(value.length).put(value);
    }
  }

  private ByteBuffer room(int length) throws SQLException {
    if (buffer.remaining() < length) {
      flush();
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
