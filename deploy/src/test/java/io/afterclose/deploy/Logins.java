package io.afterclose.deploy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain connection to where an environment's {@code DATABASE_URL} leads. */
final class Logins {

  private static final Pattern URL =
      Pattern.compile("postgresql://(?<user>[^:]+):(?<password>[^@]+)@(?<where>[^?]+).*");

  private Logins() {}

  static Connection open(Map<String, String> environment) throws SQLException {
    Matcher url = matched(environment);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + url.group("where"), url.group("user"), url.group("password"));
  }

  /** Host and port, database, user and password, as the address has them. */
  static Matcher matched(Map<String, String> environment) {
    Matcher url = URL.matcher(Objects.requireNonNull(environment.get("DATABASE_URL")));
    if (!url.matches()) {
      throw new IllegalStateException("an address with user and password was expected");
    }
    return url;
  }
}
