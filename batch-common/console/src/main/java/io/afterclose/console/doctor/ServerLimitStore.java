package io.afterclose.console.doctor;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Limits of the database server. */
final class ServerLimitStore {

  private static final String CONNECTIONS =
      "select setting::integer from pg_settings where name = 'max_connections'";

  private final JdbcClient jdbc;

  ServerLimitStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** How many sessions it serves at a time. */
  int connections() {
    return jdbc.sql(CONNECTIONS).query(Integer.class).single();
  }
}
