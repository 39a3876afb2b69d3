package io.afterclose.database.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A lock that PostgreSQL keeps for one session, and gives back when the session ends, however it
 * ends. It needs a connection of its own that no pooler shares ({@link Database#openDirect}).
 */
public final class AdvisoryLock implements AutoCloseable {
  private final Connection connection;
  private final long key;

  private AdvisoryLock(Connection connection, long key) {
    this.connection = connection;
    this.key = key;
  }

  /** The first eight bytes of the text's SHA-256 in UTF-8, the highest first: the same for ever. */
  public static long key(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The lock, or nothing if another session holds it; does not wait. */
  public static Optional<AdvisoryLock> tryAcquire(Connection direct, long key) {
    return call(direct, "select pg_try_advisory_lock(?)", key)
        ? Optional.of(new AdvisoryLock(direct, key))
        : Optional.empty();
  }

  public long key() {
    return key;
  }

  /** Gives the lock back; on a connection that is already closed there is nothing to give. */
  @Override
  public void close() {
    try {
      if (!connection.isClosed()) {
        call(connection, "select pg_advisory_unlock(?)", key);
      }
    } catch (SQLException e) {
      throw SqlFailure.of("give back an advisory lock", e);
    }
  }

  private static boolean call(Connection connection, String sql, long key) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    } catch (SQLException e) {
      throw SqlFailure.of(sql, e);
    }
  }
}
