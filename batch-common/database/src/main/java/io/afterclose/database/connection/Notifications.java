package io.afterclose.database.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.jdbc.PgConnection;

/**
 * What the database tells on a channel while this is open ({@code NOTIFY}). It needs a connection
 * of its own that no pooler shares ({@link Database#openDirect}). It is a hint: what is told while
 * nobody listens is lost.
 */
public final class Notifications implements AutoCloseable {

  private final Connection connection;

  private Notifications(Connection connection) {
    this.connection = connection;
  }

  /**
   * Begins to listen.
   *
   * @param direct becomes this object's own, also where it fails
   * @param channel a plain identifier
   * @throws SQLException when the connection is gone
   */
  public static Notifications on(Connection direct, String channel) throws SQLException {
    if (!channel.matches("[a-z_]+")) {
      direct.close();
      throw new IllegalArgumentException("'" + channel + "' is no plain name of a channel");
    }
    try (Statement statement = direct.createStatement()) {
      statement.execute("listen " + channel);
    } catch (SQLException gone) {
      direct.close();
      throw gone;
    }
    return new Notifications(direct);
  }

  /**
   * Waits until something is told.
   *
   * @param time at most this long, at least a millisecond
   * @return whether something was told
   * @throws SQLException when the connection is gone
   */
  public boolean await(Duration time) throws SQLException {
    int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
    return connection.unwrap(PgConnection.class).getNotifications(millis).length > 0;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
