package io.afterclose.database.address;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  /**
   * The driver's parameters that know a few values only. It meets a wrong one when it connects, and
   * reports it like a server that is away.
   */
  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "sslmode", Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          "channelBinding", Set.of("disable", "prefer", "require"),
          "gssEncMode", Set.of("disable", "allow", "prefer", "require"),
          "sslNegotiation", Set.of("postgres", "direct"),
          "targetServerType",
              Set.of(
                  "any",
                  "primary",
                  "master",
                  "slave",
                  "secondary",
                  "preferSlave",
                  "preferSecondary",
                  "preferPrimary"));

  /** The driver's parameters that are whole numbers, most of them seconds. */
  private static final Set<String> NUMBERS =
      Set.of(
          "connectTimeout",
          "socketTimeout",
          "loginTimeout",
          "cancelSignalTimeout",
          "prepareThreshold",
          "preparedStatementCacheQueries",
          "preparedStatementCacheSizeMiB",
          "defaultRowFetchSize",
          "hostRecheckSeconds",
          "sslResponseTimeout");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_+/-]+");

  private PostgresParameters() {}

  static Map<String, String> toDriver(String source, Map<String, String> parameters) {
    Map<String, String> driver = new HashMap<>();
    parameters.forEach(
        (name, value) ->
            driver.put(DRIVER_NAMES.getOrDefault(name, name), value(source, name, value)));
    driver.forEach((name, value) -> check(source, name, value));
    return driver;
  }

  private static String value(String source, String name, String value) {
    return switch (name) {
      // as node's driver writes it: encrypted, whoever answers
      case "sslmode" -> value.equals("no-verify") ? "require" : value;
      case "target_session_attrs" -> known(source, name, SERVER_TYPES.get(value));
      case "load_balance_hosts" -> String.valueOf(value.equals("random"));
      case "keepalives" -> String.valueOf(!value.equals("0"));
      case "connect_timeout" -> known(source, name, value.matches("[0-9]{1,6}") ? value : null);
      case "timezone", "TimeZone" ->
          known(source, name, ZONE.matcher(value).matches() ? value : null);
      default -> value;
    };
  }

  private static void check(String source, String name, String value) {
    boolean known =
        !VALUES.containsKey(name) || VALUES.getOrDefault(name, Set.of()).contains(value);
    boolean number = !NUMBERS.contains(name) || NUMBER.matcher(value).matches();
    known(source, name, known && number ? value : null);
  }

  private static String known(String source, String name, @Nullable String value) {
    if (value == null) {
      throw new DatabaseSettingsException(
          source + ": the parameter " + name + " has a value that PostgreSQL does not know");
    }
    return value;
  }
}
