package io.afterclose.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import io.afterclose.database.embedded.EmbeddedPostgres;
import io.afterclose.database.server.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.analytics.configuration.AnalyticsArgs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(ServerExtension.class)
@Timeout(120)
final class SchemaTest {
  private static final String TABLES =
      "select tablename from pg_tables where schemaname = 'public'"
          + " and tablename not like 'databasechangelog%' order by 1";

  private Database database;
  private JdbcTemplate jdbc;

  @BeforeEach
  void open() {
    database = ServerExtension.open(ServerExtension.emptyDatabase());
    jdbc = new JdbcTemplate(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_empty_database_gets_every_change_and_a_second_time_nothing() {
    MigrationReport first = Schema.migrate(database);
    assertThat(first.applied()).contains("0001-job-repository.sql job-repository");
    assertThat(Schema.migrate(database).applied()).isEmpty();
    assertThat(jdbc.queryForList(TABLES, String.class))
        .contains(
            "batch_job_execution",
            "batch_job_execution_context",
            "batch_job_execution_params",
            "batch_job_instance",
            "batch_step_execution",
            "batch_step_execution_context");
  }

  @Test
  void every_change_can_be_taken_back_and_made_again() throws Exception {
    int changes = Schema.migrate(database).applied().size();
    takeBack(changes);
    assertThat(jdbc.queryForList(TABLES, String.class)).isEmpty();
    assertThat(jdbc.queryForList("select 1 from pg_sequences")).isEmpty();
    assertThat(Schema.migrate(database).applied()).hasSize(changes);
  }

  /** As a process that is killed there: nothing else of it reaches the server. */
  @ParameterizedTest
  @ValueSource(strings = {"job-repository", "symbol-universe", "job-runs"})
  void a_migration_that_ends_between_a_change_and_its_record_is_made_by_the_next_start(
      String change) throws Exception {
    int changes = Schema.migrate(database).applied().size();
    takeBack(changes);
    jdbc.execute(
        "create function die() returns trigger language plpgsql as $$ begin"
            + " perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
    jdbc.execute(
        "create trigger die before insert on databasechangelog for each row"
            + " when (new.id = '%s') execute function die()".formatted(change));
    assertThatThrownBy(() -> Schema.migrate(database))
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThat(jdbc.queryForList(TABLES, String.class)).isEmpty();
    assertThat(jdbc.queryForList("select id from databasechangelog")).isEmpty();

    jdbc.execute("drop function die() cascade");
    assertThat(Schema.migrate(database).applied()).hasSize(changes);
    assertThat(Schema.migrate(database).applied()).isEmpty();
  }

  /** Sibling: the first migration of all, which makes Liquibase's own tables as well. */
  @Test
  void a_first_migration_that_is_refused_half_way_leaves_nothing() {
    jdbc.execute("create table portfolios (other int)");
    assertThatThrownBy(() -> Schema.migrate(database))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("portfolios")
        .hasMessageNotContaining("\n");
    assertThat(jdbc.queryForList("select tablename from pg_tables where schemaname = 'public'"))
        .hasSize(1);
    jdbc.execute("drop table portfolios");
    assertThat(Schema.migrate(database).applied()).isNotEmpty();
  }

  private void takeBack(int changes) throws Exception {
    try (Connection connection = database.openDirect()) {
      Migration.with(
          connection,
          database.describe(),
          liquibase -> {
            liquibase.rollback(changes, new Contexts(), new LabelExpression());
            return changes;
          });
    }
  }

  @Test
  void a_schema_of_another_version_is_refused_in_one_line_and_left_as_it_is() throws Exception {
    Schema.migrate(database);
    try (Connection connection = database.openDirect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update databasechangelog set id = '0020-symbol-universe-profile'"
              + " where id = 'symbol-universe'");
      statement.executeUpdate("update databasechangelog set tag = null");
    }
    assertThatThrownBy(() -> Schema.ensureCurrent(database))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("made by another version of Afterclose")
        .hasMessageContaining("0020-symbol-universe-profile")
        .hasMessageNotContaining("\n");
    try (Connection connection = database.openDirect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from symbol_universe")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void changes_of_other_programs_in_the_same_table_do_not_matter() throws Exception {
    Schema.migrate(database);
    try (Connection connection = database.openDirect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted,"
              + " exectype) values ('1', 'platform', 'changelog/platform.xml', now(), 999,"
              + " 'EXECUTED')");
      statement.executeUpdate("update databasechangelog set tag = null");
    }
    assertThat(Schema.migrate(database).applied()).isEmpty();
  }

  @Test
  void each_copy_of_the_database_has_an_identity_of_its_own() {
    Schema.migrate(database);
    long here = identity(jdbc);
    assertThat(identity(jdbc)).isEqualTo(here);
    jdbc.execute("revoke execute on function pg_control_system() from public");
    long hidden = identity(jdbc);
    assertThat(hidden).isNotEqualTo(here);
    try (Database other = ServerExtension.open(ServerExtension.emptyDatabase())) {
      Schema.migrate(other);
      JdbcTemplate elsewhere = new JdbcTemplate(other.dataSource());
      assertThat(identity(elsewhere)).isNotIn(here, hidden);
    }
  }

  private static long identity(JdbcTemplate where) {
    return Objects.requireNonNull(where.queryForObject("select server_identity()", Long.class));
  }

  @Test
  void liquibase_sends_no_usage_reports() throws Exception {
    try (Connection connection = database.openDirect()) {
      Boolean reports =
          Migration.with(
              connection,
              database.describe(),
              liquibase -> AnalyticsArgs.ENABLED.getCurrentValue());
      assertThat(reports).isFalse();
    }
  }

  @Test
  void a_current_schema_is_known_by_its_tag() throws Exception {
    Schema.ensureCurrent(database);
    try (Connection connection = database.openDirect()) {
      assertThat(SchemaState.isTagged(connection, Changelog.tag())).isTrue();
      assertThat(SchemaState.isTagged(connection, "afterclose-other")).isFalse();
    }
    // Proof that no Liquibase runs: its checksum test would refuse this.
    jdbc.update("update databasechangelog set md5sum = '9:wrong'");
    Schema.ensureCurrent(database);
    jdbc.update("update databasechangelog set tag = 'afterclose-older'");
    assertThatThrownBy(() -> Schema.ensureCurrent(database))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining(database.describe());
  }

  @Test
  void of_several_threads_one_migrates() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<List<String>> migrate = () -> Schema.migrate(database).applied();
      List<Integer> sizes = new ArrayList<>();
      for (Future<List<String>> done : threads.invokeAll(List.of(migrate, migrate, migrate))) {
        sizes.add(done.get().size());
      }
      assertThat(sizes).filteredOn(size -> size > 0).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_liquibase_lock_that_a_killed_process_left_does_not_hold_up() {
    Schema.migrate(database);
    jdbc.update(
        "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'gone'");
    long begin = System.nanoTime();
    assertThat(Schema.migrate(database).applied()).isEmpty();
    assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
    assertThat(jdbc.queryForObject("select locked from databasechangeloglock", Boolean.class))
        .isFalse();
  }

  @Test
  void tables_go_where_the_login_s_search_path_leads() {
    jdbc.execute("create schema tenant");
    jdbc.execute("alter database " + name() + " set search_path to tenant");
    try (Database tenant = again()) {
      Schema.ensureCurrent(tenant);
      Schema.ensureCurrent(tenant);
    }
    assertThat(
            jdbc.queryForList(
                "select distinct schemaname from pg_tables where tablename like 'batch%'",
                String.class))
        .containsExactly("tenant");
  }

  @Test
  void a_search_path_that_leads_nowhere_is_told() {
    jdbc.execute("alter database " + name() + " set search_path to nowhere");
    try (Database lost = again()) {
      assertThatThrownBy(() -> Schema.migrate(lost))
          .isInstanceOf(DatabaseSettingsException.class)
          .hasMessageContaining("search_path");
    }
  }

  @Test
  void a_job_instance_has_one_open_execution_at_most() {
    Schema.migrate(database);
    jdbc.update("insert into batch_job_instance values (1, 0, 'job', 'key')");
    String insert =
        "insert into batch_job_execution (job_execution_id, job_instance_id, create_time, end_time)"
            + " values (?, 1, now(), ?::timestamp)";
    jdbc.update(insert, 1, "2025-01-01");
    jdbc.update(insert, 2, "2025-01-02");
    jdbc.update(insert, 3, null);
    assertThatThrownBy(() -> jdbc.update(insert, 4, null))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("batch_job_execution_open");
    jdbc.update("update batch_job_execution set end_time = now()");
    assertThat(jdbc.update(insert, 4, null)).isEqualTo(1);
  }

  private String name() {
    return database.describe().replaceAll(".*/", "");
  }

  private Database again() {
    PostgresUrl url = EmbeddedPostgres.start(ServerExtension.HOME).withDatabase(name());
    return ServerExtension.open(url);
  }
}
