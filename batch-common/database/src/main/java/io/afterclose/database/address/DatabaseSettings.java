package io.afterclose.database.address;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which database a process uses: an external server, or the embedded one. */
public sealed interface DatabaseSettings {

  /**
   * A server that is not this product's.
   *
   * @param url where pooled connections go
   * @param unpooled where locks and migrations go when a pooler sits in between; else {@code url}
   */
  record External(PostgresUrl url, Optional<PostgresUrl> unpooled) implements DatabaseSettings {}

  /**
   * The PostgreSQL that this product brings along.
   *
   * @param home the folder that holds the server's programs and data; absolute
   */
  record Embedded(Path home) implements DatabaseSettings {
    public Embedded {
      home = home.toAbsolutePath().normalize();
    }
  }

  /**
   * The first of these that is set and not blank: {@code SPRING_DATASOURCE_URL} (with {@code
   * SPRING_DATASOURCE_USERNAME} and {@code SPRING_DATASOURCE_PASSWORD}), {@code DATABASE_URL},
   * {@code PGHOST} (with libpq's other variables); else the embedded server under the home option,
   * {@code AFTERCLOSE_HOME} or {@code .afterclose} in the user's home. {@code
   * DATABASE_UNPOOLED_URL} is an extra address for locks and migrations.
   *
   * @throws DatabaseSettingsException if an address is malformed, or only the unpooled one is given
   */
  static DatabaseSettings fromEnvironment(Map<String, String> env, Optional<Path> homeOption) {
    EnvironmentSettings settings = new EnvironmentSettings(env);
    return settings
        .url()
        .<DatabaseSettings>map(url -> new External(url, settings.unpooled()))
        .orElseGet(() -> new Embedded(home(env, homeOption)));
  }

  /**
   * The folder of Afterclose's own files: the home option, {@code AFTERCLOSE_HOME} or {@code
   * .afterclose} in the user's home; absolute.
   *
   * @throws DatabaseSettingsException when the account has no home
   */
  static Path home(Map<String, String> env, Optional<Path> homeOption) {
    Path home = homeOption.orElseGet(() -> new EnvironmentSettings(env).home());
    return home.toAbsolutePath().normalize();
  }
}
