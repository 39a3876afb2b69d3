package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PostgresExtensionTest {
  private static final String INSERT =
      "insert into batch_job_instance (job_instance_id, job_name, job_key)"
          + " values (nextval('batch_job_instance_seq'), 'job', ?)";

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  @Test
  @Order(1)
  void a_class_begins_with_the_schema_and_no_rows() {
    assertThat(instances()).isZero();
    assertThat(jdbc.queryForObject("select count(*) from databasechangelog", Long.class))
        .isPositive();
  }

  @Test
  @Order(2)
  void sessions_run_in_another_time_zone() {
    assertThat(jdbc.queryForObject("show timezone", String.class)).isEqualTo("America/Los_Angeles");
    assertThat(jdbc.queryForObject("select timestamptz '2025-01-02T03:00Z'::date", String.class))
        .isEqualTo("2025-01-01");
  }

  @Test
  @Order(3)
  void reset_empties_tables_and_restarts_numbers() {
    jdbc.update(INSERT, "first");
    jdbc.update(INSERT, "second");
    POSTGRES.reset();
    assertThat(instances()).isZero();
    jdbc.update(INSERT, "third");
    assertThat(
            jdbc.queryForObject("select max(job_instance_id) from batch_job_instance", Long.class))
        .isEqualTo(1);
  }

  @Test
  @Order(4)
  void a_child_process_reaches_the_same_database_and_time_zone() {
    DatabaseSettings settings =
        DatabaseSettings.fromEnvironment(POSTGRES.environment(), Optional.empty());
    try (Database same = Database.open(settings, "child")) {
      assertThat(same.describe()).isEqualTo(POSTGRES.database().describe());
      assertThat(new JdbcTemplate(same.dataSource()).queryForObject("show timezone", String.class))
          .isEqualTo("America/Los_Angeles");
    }
  }

  @Test
  @Order(5)
  void a_parameter_is_the_class_s_own_database(
      Database database, DataSource dataSource, TestDatabase testDatabase) {
    assertThat(database).isSameAs(POSTGRES.database()).isSameAs(testDatabase.database());
    assertThat(dataSource).isSameAs(POSTGRES.dataSource());
  }

  @Nested
  final class Nests {
    @Test
    void share_the_outer_database(Database database) {
      assertThat(database).isSameAs(POSTGRES.database());
    }
  }

  private @Nullable Long instances() {
    return jdbc.queryForObject("select count(*) from batch_job_instance", Long.class);
  }
}
