package io.afterclose.database.connection;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.ConnectionFailure;
import io.afterclose.database.server.ServerConnections;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.core.BaseConnection;

/**
 * Proves that an address serves for locks: each of its connections is one session of the server,
 * and it is the same database as the pooled address.
 */
final class DirectAddress {

  private static final SecureRandom KEYS = new SecureRandom();
  private static final int ROUNDS = 3;
  private static final String SESSION = "select pg_backend_pid()";
  private static final String SCHEMA = "select current_schema()";
  private static final String LOCK = "select pg_try_advisory_lock(?)";
  private static final String LOCK_OF_TRANSACTION = "select pg_try_advisory_xact_lock(?)";

  private final PostgresUrl url;
  private final ServerConnections connections;

  DirectAddress(PostgresUrl url, ServerConnections connections) {
    this.url = url;
    this.connections = connections;
  }

  /**
   * Looks for a pooler that gives each transaction another session of the server.
   *
   * @param remedy what is to be set instead, for the message
   * @throws DatabaseSettingsException if there is one
   */
  void requireSessions(String remedy) {
    try (Connection connection = connections.open()) {
      if (throughPooler(connection) && sharesSessions(connection)) {
        throw new DatabaseSettingsException(
            "PostgreSQL at %s is reached through a pooler in transaction mode, which keeps no lock: %s"
                .formatted(url.describe(), remedy));
      }
    } catch (SQLException e) {
      throw ConnectionFailure.of(e, url);
    }
  }

  /**
   * Advisory locks are those of one database of one server: what is locked here must be locked
   * there. No right is needed for that, and no function that a managed server may refuse.
   *
   * @throws DatabaseSettingsException if the pooled address is another database or schema
   */
  void requireSameDatabase(PostgresUrl pooledUrl, ServerConnections pooled) {
    long key = KEYS.nextLong();
    try (Connection here = connections.open();
        Connection there = pooled.open()) {
      boolean same = locks(here, LOCK, key) && !locks(there, LOCK_OF_TRANSACTION, key);
      if (!same || !Objects.equals(schema(here), schema(there))) {
        throw new DatabaseSettingsException(
            "DATABASE_UNPOOLED_URL (%s) is not the same %s as DATABASE_URL (%s)"
                .formatted(url.describe(), same ? "schema" : "database", pooledUrl.describe()));
      }
    } catch (SQLException e) {
      throw ConnectionFailure.of(e, url);
    }
  }

  /** A pooler answers a login itself, with a number of its own for the session. */
  private static boolean throughPooler(Connection connection) throws SQLException {
    int told = connection.unwrap(BaseConnection.class).getQueryExecutor().getBackendPID();
    return told != session(connection);
  }

  /**
   * Whether another connection's transaction gets the session of this idle one, or this one gets
   * another session than before. Poolers give the session that was given back last, or first.
   */
  private boolean sharesSessions(Connection idle) throws SQLException {
    try (Connection other = connections.open()) {
      other.setAutoCommit(false);
      for (int round = 0; round < ROUNDS; round++) {
        int before = session(idle);
        if (session(idle) != before || session(other) == before || session(idle) != before) {
          return true;
        }
        other.rollback();
      }
      return false;
    }
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SESSION)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Optional<String> schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SCHEMA)) {
      return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
    }
  }

  private static boolean locks(Connection connection, String sql, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
