package io.afterclose.database.address;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an address: libpq's names become the driver's, others are passed on. */
final class PostgresParameters {
  /** The driver takes these under its own names; the rest has the same name in both. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.ofEntries(
          Map.entry("application_name", "ApplicationName"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("target_session_attrs", "targetServerType"),
          Map.entry("load_balance_hosts", "loadBalanceHosts"),
          Map.entry("keepalives", "tcpKeepAlive"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("krbsrvname", "kerberosServerName"),
          Map.entry("sslnegotiation", "sslNegotiation"),
          Map.entry("require_auth", "requireAuth"),
          Map.entry("TimeZone", "timezone"));

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_+/-]+");

  private PostgresParameters() {}

  static Map<String, String> toDriver(String source, Map<String, String> parameters) {
    Map<String, String> driver = new HashMap<>();
    parameters.forEach(
        (name, value) ->
            driver.put(DRIVER_NAMES.getOrDefault(name, name), value(source, name, value)));
    return driver;
  }

  private static String value(String source, String name, String value) {
    return switch (name) {
      case "target_session_attrs" -> known(source, name, SERVER_TYPES.get(value));
      case "load_balance_hosts" -> String.valueOf(value.equals("random"));
      case "keepalives" -> String.valueOf(!value.equals("0"));
      case "connect_timeout" -> known(source, name, value.matches("[0-9]{1,6}") ? value : null);
      case "timezone", "TimeZone" ->
          known(source, name, ZONE.matcher(value).matches() ? value : null);
      default -> value;
    };
  }

  private static String known(String source, String name, @Nullable String value) {
    if (value == null) {
      throw new DatabaseSettingsException(
          source + ": the parameter " + name + " has a value that PostgreSQL does not know");
    }
    return value;
  }
}
