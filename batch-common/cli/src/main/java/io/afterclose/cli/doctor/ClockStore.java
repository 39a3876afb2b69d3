package io.afterclose.cli.doctor;

import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What time the database has. */
final class ClockStore {

  private static final String TIME = "select clock_timestamp()";

  private final JdbcClient jdbc;

  ClockStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  Instant time() {
    return jdbc.sql(TIME).query(Timestamp.class).single().toInstant();
  }
}
