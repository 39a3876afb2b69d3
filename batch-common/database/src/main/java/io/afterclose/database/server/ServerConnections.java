package io.afterclose.database.server;

import io.afterclose.database.address.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** New connections to one address, each with the session's time zone set. */
public final class ServerConnections extends AbstractDataSource {
  static {
    // Registers itself, whichever class loader the first thread here has.
    try {
      Class.forName("org.postgresql.Driver");
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PostgresUrl url;
  private final Properties properties;

  public ServerConnections(PostgresUrl url, String applicationName) {
    this.url = url;
    this.properties = url.driverProperties(applicationName);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set time zone '" + url.timeZone() + "'");
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * As {@link #getConnection()}; a failure says whether a setting is wrong or the server is away.
   */
  public Connection open() {
    try {
      return getConnection();
    } catch (SQLException e) {
      throw ConnectionFailure.of(e, url);
    }
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("The login is fixed: " + url);
  }

  /** The address says how long a login may take. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** Seconds; the pool waits so long for its threads when it closes. */
  @Override
  public int getLoginTimeout() {
    return 5;
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
