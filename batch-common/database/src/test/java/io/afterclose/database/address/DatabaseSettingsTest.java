package io.afterclose.database.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class DatabaseSettingsTest {
  private static final Map<String, String> ALL =
      Map.of(
          "SPRING_DATASOURCE_URL", "jdbc:postgresql://spring/d?user=no&password=no",
          "SPRING_DATASOURCE_USERNAME", "spring",
          "SPRING_DATASOURCE_PASSWORD", "a+b%20c",
          "DATABASE_URL", "postgres://u:p@url/d",
          "PGHOST", "pg",
          "AFTERCLOSE_HOME", "/srv/home");

  @Test
  void spring_s_address_and_login_come_first() {
    PostgresUrl url = external(ALL).url();
    assertThat(url.describe()).isEqualTo("spring:5432/d");
    assertThat(url.driverProperties("t"))
        .containsEntry("user", "spring")
        .containsEntry("password", "a+b%20c");
  }

  @Test
  void then_the_database_url() {
    Map<String, String> env = without("SPRING_DATASOURCE_URL");
    assertThat(external(env).url().describe()).isEqualTo("url:5432/d");
  }

  @Test
  void then_libpq_s_variables() {
    Map<String, String> env =
        Map.of(
            "PGHOST", "::1,h2",
            "PGPORT", "6000,6001",
            "PGDATABASE", "d",
            "PGUSER", "u",
            "PGPASSWORD", "p@:/%",
            "PGSSLMODE", "require",
            "PGCONNECT_TIMEOUT", "4");
    PostgresUrl url = external(env).url();
    Properties driver = url.driverProperties("t");
    assertThat(url.describe()).isEqualTo("[::1]:6000,h2:6001/d");
    assertThat(driver)
        .containsEntry("user", "u")
        .containsEntry("password", "p@:/%")
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "4");
  }

  @Test
  void one_port_serves_all_hosts_and_the_user_names_the_database() {
    Map<String, String> env = Map.of("PGHOST", "h1,h2", "PGPORT", "6000", "PGUSER", "u");
    assertThat(external(env).url().describe()).isEqualTo("h1:6000,h2:6000/u");
  }

  @Test
  void else_the_embedded_one_under_the_option_the_variable_or_the_user_s_home() {
    Map<String, String> env = Map.of("AFTERCLOSE_HOME", "/srv/home");
    assertThat(settings(env, Optional.of(Path.of("/opt/home"))))
        .isEqualTo(new DatabaseSettings.Embedded(Path.of("/opt/home")));
    assertThat(settings(env, Optional.empty()))
        .isEqualTo(new DatabaseSettings.Embedded(Path.of("/srv/home")));
    assertThat(settings(Map.of(), Optional.empty()))
        .isEqualTo(
            new DatabaseSettings.Embedded(Path.of(System.getProperty("user.home"), ".afterclose")));
  }

  /** The JVM then says {@code ?}, which would be a folder below the current one. */
  @Test
  void an_account_without_a_home_has_that_of_its_variable_or_is_refused_by_name() {
    String home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", "?");
      assertThat(settings(Map.of("HOME", "/srv/it's a höme"), Optional.empty()))
          .isEqualTo(new DatabaseSettings.Embedded(Path.of("/srv/it's a höme/.afterclose")));
      for (Map<String, String> none :
          List.of(Map.<String, String>of(), Map.of("HOME", ""), Map.of("HOME", "relative"))) {
        assertThatThrownBy(() -> settings(none, Optional.empty()))
            .isInstanceOf(DatabaseSettingsException.class)
            .hasMessageContaining("AFTERCLOSE_HOME")
            .hasMessageContaining("DATABASE_URL");
      }
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void a_path_that_the_locale_cannot_hold_is_refused_by_the_variable_s_name() {
    assertThatThrownBy(() -> settings(Map.of("AFTERCLOSE_HOME", "/srv/\0"), Optional.empty()))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageStartingWith("AFTERCLOSE_HOME is not a path");
  }

  @Test
  void a_blank_variable_counts_as_not_set() {
    Map<String, String> env = Map.of("DATABASE_URL", " ", "PGHOST", "", "AFTERCLOSE_HOME", "");
    assertThat(settings(env, Optional.empty())).isInstanceOf(DatabaseSettings.Embedded.class);
  }

  @Test
  void an_unpooled_address_is_kept_apart() {
    Map<String, String> env =
        Map.of(
            "DATABASE_URL", "postgres://u:p@pool/d", "DATABASE_UNPOOLED_URL", "postgres://u:p@h/d");
    assertThat(external(env).url().describe()).isEqualTo("pool:5432/d");
    assertThat(external(env).unpooled().orElseThrow().describe()).isEqualTo("h:5432/d");
  }

  @Test
  void an_unpooled_address_alone_is_refused() {
    Map<String, String> env = Map.of("DATABASE_UNPOOLED_URL", "postgres://u:hunter2@h/d");
    assertThatThrownBy(() -> settings(env, Optional.empty()))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_socket_folder_as_host_is_refused_with_the_remedy() {
    assertThatThrownBy(() -> settings(Map.of("PGHOST", "/var/run/postgresql"), Optional.empty()))
        .isInstanceOf(DatabaseSettingsException.class)
        .hasMessage("PGHOST: the host is a socket folder; give a host name, as localhost");
  }

  private static Map<String, String> without(String variable) {
    Map<String, String> rest = new HashMap<>(ALL);
    rest.remove(variable);
    return rest;
  }

  private static DatabaseSettings settings(Map<String, String> env, Optional<Path> home) {
    return DatabaseSettings.fromEnvironment(env, home);
  }

  private static DatabaseSettings.External external(Map<String, String> env) {
    return (DatabaseSettings.External) settings(env, Optional.empty());
  }
}
