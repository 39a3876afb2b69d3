package io.afterclose.database.address;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads database settings from environment variables; a blank variable counts as not set. */
final class EnvironmentSettings {
  /** libpq's variables that have a query parameter of the same meaning. */
  private static final Map<DatabaseVariable, String> LIBPQ_PARAMETERS =
      Map.ofEntries(
          Map.entry(DatabaseVariable.PGSSLMODE, "sslmode"),
          Map.entry(DatabaseVariable.PGSSLROOTCERT, "sslrootcert"),
          Map.entry(DatabaseVariable.PGSSLCERT, "sslcert"),
          Map.entry(DatabaseVariable.PGSSLKEY, "sslkey"),
          Map.entry(DatabaseVariable.PGAPPNAME, "application_name"),
          Map.entry(DatabaseVariable.PGCONNECT_TIMEOUT, "connect_timeout"),
          Map.entry(DatabaseVariable.PGOPTIONS, "options"),
          Map.entry(DatabaseVariable.PGCHANNELBINDING, "channel_binding"),
          Map.entry(DatabaseVariable.PGTARGETSESSIONATTRS, "target_session_attrs"));

  private final Map<String, String> env;

  EnvironmentSettings(Map<String, String> env) {
    this.env = env;
  }

  /** The server that the variables name; empty when they name none. */
  Optional<PostgresUrl> url() {
    Optional<PostgresUrl> url = springUrl().or(this::databaseUrl).or(this::libpqUrl);
    if (url.isEmpty() && unpooled().isPresent()) {
      throw new DatabaseSettingsException(
          "DATABASE_UNPOOLED_URL is set, but no DATABASE_URL: set both, or none for the embedded"
              + " database");
    }
    return url;
  }

  /** Where locks and migrations go beside a pooler. */
  Optional<PostgresUrl> unpooled() {
    return value(DatabaseVariable.DATABASE_UNPOOLED_URL)
        .map(text -> PostgresUrl.parse("DATABASE_UNPOOLED_URL", text));
  }

  private Optional<PostgresUrl> springUrl() {
    return value(DatabaseVariable.SPRING_DATASOURCE_URL)
        .map(text -> PostgresUrl.parse("SPRING_DATASOURCE_URL", text, springLogin()));
  }

  private PostgresLogin springLogin() {
    return new PostgresLogin(
        value(DatabaseVariable.SPRING_DATASOURCE_USERNAME),
        value(DatabaseVariable.SPRING_DATASOURCE_PASSWORD));
  }

  private Optional<PostgresUrl> databaseUrl() {
    return value(DatabaseVariable.DATABASE_URL)
        .map(text -> PostgresUrl.parse("DATABASE_URL", text));
  }

  private Optional<PostgresUrl> libpqUrl() {
    return value(DatabaseVariable.PGHOST).map(this::libpqUrl);
  }

  private PostgresUrl libpqUrl(String hosts) {
    Map<String, String> parameters = new LinkedHashMap<>();
    LIBPQ_PARAMETERS.forEach(
        (variable, name) -> value(variable).ifPresent(text -> parameters.put(name, text)));
    return PostgresUrl.of(
        "PGHOST",
        libpqHosts(hosts),
        value(DatabaseVariable.PGDATABASE),
        new PostgresLogin(value(DatabaseVariable.PGUSER), value(DatabaseVariable.PGPASSWORD)),
        parameters);
  }

  private List<String> libpqHosts(String text) {
    String[] hosts = text.split(",", -1);
    String[] ports = value(DatabaseVariable.PGPORT).orElse("5432").split(",", -1);
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].strip();
      String port = ports[Math.min(i, ports.length - 1)].strip();
      boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
      addresses.add((bareIpv6 ? "[" + host + "]" : host) + ":" + port);
    }
    return addresses;
  }

  /**
   * Where the embedded server lives when no option names a folder.
   *
   * @throws DatabaseSettingsException when the account has no home: nothing is written into the
   *     folder that happens to be the current one
   */
  Path home() {
    return value(DatabaseVariable.AFTERCLOSE_HOME)
        .map(text -> path("AFTERCLOSE_HOME", text))
        .orElseGet(this::ownHome);
  }

  private Path ownHome() {
    return Stream.of(System.getProperty("user.home"), env.get("HOME"))
        .filter(text -> text != null && text.startsWith("/"))
        .findFirst()
        .map(text -> path("HOME", text).resolve(".afterclose"))
        .orElseThrow(
            () ->
                new DatabaseSettingsException(
                    "This process's account has no home folder: set AFTERCLOSE_HOME to a folder for"
                        + " the embedded database, or DATABASE_URL to use a PostgreSQL of your own"));
  }

  /** The locale decides which letters a path may have. */
  private static Path path(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new DatabaseSettingsException(
          variable + " is not a path in this locale: " + e.getReason() + "; set LC_ALL=C.UTF-8");
    }
  }

  private Optional<String> value(DatabaseVariable variable) {
    return variable.value(env);
  }
}
