package io.afterclose.database.address;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names with their ports; an IPv6 address stands in brackets. */
final class PostgresHosts {
  private static final String DEFAULT_PORT = "5432";
  private static final Pattern HOST =
      Pattern.compile(
          "(?<name>\\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z]+)?]|[^\\s:\\[\\]@/%]*)(?::(?<port>[0-9]*))?");

  private PostgresHosts() {}

  /** Each as {@code host:port}; a missing host is {@code localhost}, a missing port 5432. */
  static List<String> checked(String source, List<String> hosts) {
    return hosts.stream().map(host -> checked(source, host)).toList();
  }

  private static String checked(String source, String host) {
    Matcher matcher = HOST.matcher(host);
    if (host.startsWith("/") || host.startsWith("%2F") || host.startsWith("@")) {
      throw new DatabaseSettingsException(
          source + ": the host is a socket folder; give a host name, as localhost");
    }
    if (!matcher.matches()) {
      throw new DatabaseSettingsException(
          source
              + ": the part after the login is not host:port; an IPv6 address needs brackets, and"
              + " the characters : / ? # @ % in a user or password must be percent-encoded");
    }
    String name = matcher.group("name").isEmpty() ? "localhost" : matcher.group("name");
    return name + ":" + port(source, matcher.group("port"));
  }

  private static String port(String source, @Nullable String text) {
    String port = text == null || text.isEmpty() ? DEFAULT_PORT : text;
    if (port.length() > 5 || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
      throw new DatabaseSettingsException(source + ": a port is not between 1 and 65535");
    }
    return port;
  }
}
