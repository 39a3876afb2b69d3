package io.afterclose.database.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.DatabaseUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ExtendWith(ServerExtension.class)
final class DatabaseTest {
  private static PostgresUrl url = PostgresUrl.parse("unset", "postgresql://unset");

  @BeforeAll
  static void newDatabase() {
    url = ServerExtension.emptyDatabase();
  }

  @Test
  void pooled_and_direct_connections_reach_it_in_utc_under_the_application_s_name()
      throws Exception {
    try (Database database = ServerExtension.open(url);
        Connection direct = database.openDirect()) {
      JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
      assertThat(jdbc.queryForObject("show timezone", String.class)).isEqualTo("UTC");
      assertThat(jdbc.queryForObject("show application_name", String.class)).isEqualTo("test");
      assertThat(jdbc.queryForObject("select current_database()", String.class))
          .isEqualTo(url.database());
      assertThat(direct.getCatalog()).isEqualTo(url.database());
      assertThat(database.describe()).isEqualTo(url.describe());
    }
  }

  @Test
  void direct_connections_go_to_the_unpooled_address() throws Exception {
    PostgresUrl unpooled =
        PostgresUrl.parse(
            "X", url.textWithPassword().replaceFirst("timezone=[^&]*", "timezone=Asia/Tokyo"));
    try (Database database = opened(unpooled);
        Connection direct = database.openDirect()) {
      SingleConnectionDataSource beside = new SingleConnectionDataSource(direct, true);
      assertThat(zone(beside)).isEqualTo("Asia/Tokyo");
      assertThat(zone(database.dataSource())).isEqualTo("UTC");
    }
  }

  private static @Nullable String zone(DataSource from) {
    return new JdbcTemplate(from).queryForObject("show timezone", String.class);
  }

  @Test
  void an_unpooled_address_of_another_database_is_a_setting_in_one_line() {
    PostgresUrl other = ServerExtension.emptyDatabase();
    assertThatThrownBy(() -> opened(other))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessage(
            "DATABASE_UNPOOLED_URL (%s) is not the same database as DATABASE_URL (%s)",
            other.describe(), url.describe());
  }

  @Test
  void an_unpooled_address_of_another_schema_is_a_setting() throws Exception {
    try (Database database = ServerExtension.open(url)) {
      new JdbcTemplate(database.dataSource()).execute("create schema elsewhere");
    }
    PostgresUrl other = PostgresUrl.parse("X", url.textWithPassword() + "&currentSchema=elsewhere");
    assertThatThrownBy(() -> opened(other))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("is not the same schema");
  }

  private static Database opened(PostgresUrl unpooled) {
    return Database.open(new DatabaseSettings.External(url, Optional.of(unpooled)), "test");
  }

  @Test
  void a_wrong_password_is_a_setting_and_stays_secret() {
    Throwable failure =
        catchThrowable(
            () -> ServerExtension.open(url.withLogin(url.user(), "hunter2-not-the-one")));
    assertThat(failure)
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining(url.describe())
        .hasMessageContaining("user afterclose");
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain("hunter2");
  }

  @Test
  void a_missing_database_is_a_setting() {
    assertThatThrownBy(() -> ServerExtension.open(url.withDatabase("nowhere")))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("has no such database");
  }

  @Test
  @Timeout(5)
  void a_port_where_nobody_listens_is_temporary_and_known_within_seconds() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    PostgresUrl unusedUrl =
        PostgresUrl.parse("DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:" + port + "/d");
    assertThatThrownBy(() -> ServerExtension.open(unusedUrl))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("127.0.0.1:" + port + "/d")
        .hasMessageContaining("user me")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  @Timeout(15)
  void a_server_that_accepts_and_says_nothing_is_temporary() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      PostgresUrl mute =
          PostgresUrl.parse(
              "DATABASE_URL",
              "postgresql://me@127.0.0.1:" + silent.getLocalPort() + "/d?loginTimeout=2");
      assertThatThrownBy(() -> ServerExtension.open(mute))
          .isInstanceOf(DatabaseUnavailableException.class);
    }
  }

  @Test
  void a_server_without_tls_that_is_asked_for_it_is_a_setting() {
    PostgresUrl tls = PostgresUrl.parse("X", url.textWithPassword() + "&sslmode=require");
    assertThatThrownBy(() -> ServerExtension.open(tls))
        .isInstanceOf(DatabaseSettingsException.class);
  }

  @Test
  void all_clients_taken_is_temporary() throws Exception {
    try (Database database = ServerExtension.open(url)) {
      JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
      jdbc.execute("drop role if exists single");
      jdbc.execute("create role single login password 'x' connection limit 0");
      PostgresUrl single =
          PostgresUrl.parse("X", url.textWithPassword().replaceFirst("//[^@]*@", "//single:x@"));
      assertThatThrownBy(() -> ServerExtension.open(single))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("53300");
    }
  }
}
