package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.connection.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(PostgresExtension.class)
final class PostgresExtensionIsolationTest {
  @Test
  void another_class_s_rows_are_not_here(Database database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    assertThat(jdbc.queryForObject("select count(*) from batch_job_instance", Long.class)).isZero();
  }

  @Test
  void all_databases_are_on_one_server(Database database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    List<String> names =
        jdbc.queryForList(
            "select datname from pg_database where datname like 'afterclose%'", String.class);
    assertThat(names).contains(database.describe().replaceAll(".*/", ""));
  }
}
