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
  /**
   * The number that the server locks for {@code :key}, for statements of stores: advisory locks are
   * those of a whole database, so each schema has its own numbers. Those of {@code public} are the
   * keys themselves.
   */
  public static final String OF_SCHEMA = ofSchema(":key");

  private static final String ACQUIRE = "select pg_try_advisory_lock(%s)".formatted(ofSchema("?"));
  private static final String RELEASE = "select pg_advisory_unlock(%s)".formatted(ofSchema("?"));

  private final Connection connection;
  private final long key;

  private AdvisoryLock(Connection connection, long key) {
    this.connection = connection;
    this.key = key;
  }

  private static String ofSchema(String key) {
    return """
        (select case when s.name = 'public' then s.key else hashtextextended(s.name, s.key) end
        from (select coalesce(current_schema(), '') as name, cast(%s as bigint) as key) s)"""
        .formatted(key);
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

  /** The lock of this schema, or nothing if another session holds it; does not wait. */
  public static Optional<AdvisoryLock> tryAcquire(Connection direct, long key) {
    return call(direct, ACQUIRE, key)
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
        call(connection, RELEASE, key);
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
