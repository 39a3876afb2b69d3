package io.afterclose.database.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where one PostgreSQL database is and how to log in. Every text of it except {@link
 * #textWithPassword()} leaves the password out.
 */
public final class PostgresUrl {
  /** How the JVM names the user of a process whose number has no name. */
  private static final String NAMELESS = "?";

  private final String source;
  private final List<String> hosts;
  private final String database;
  private final PostgresLogin login;
  private final String timeZone;
  private final Map<String, String> properties;

  private PostgresUrl(
      String source,
      List<String> hosts,
      String database,
      PostgresLogin login,
      String timeZone,
      Map<String, String> properties) {
    this.source = source;
    this.hosts = List.copyOf(hosts);
    this.database = database;
    this.login = login;
    this.timeZone = timeZone;
    this.properties = Map.copyOf(properties);
  }

  /**
   * Reads {@code postgres://}, {@code postgresql://} and {@code jdbc:postgresql://} addresses, with
   * one host or several, libpq's or the driver's parameters. User, password and database are
   * percent-decoded, a {@code +} stays one. A missing port is 5432, a missing user the operating
   * system's, a missing database the user's name. The extra parameter {@code timezone} sets the
   * sessions' time zone, else UTC.
   *
   * @param source the variable that holds the address, for messages
   * @throws DatabaseSettingsException if it is malformed; the message holds no part of the address
   */
  public static PostgresUrl parse(String source, String text) {
    return parse(source, text, PostgresLogin.UNKNOWN);
  }

  /** As {@link #parse(String, String)}; the login given wins over the address's own. */
  static PostgresUrl parse(String source, String text, PostgresLogin login) {
    PostgresUrlText.Parts parts = new PostgresUrlText(source, text).parse();
    return of(source, parts.hosts(), parts.database(), login.or(parts.login()), parts.parameters());
  }

  public static PostgresUrl of(
      String source,
      List<String> hosts,
      Optional<String> database,
      PostgresLogin login,
      Map<String, String> parameters) {
    String user = login.user().orElseGet(() -> ownName(source));
    Map<String, String> properties = PostgresParameters.toDriver(source, parameters);
    String timeZone = Optional.ofNullable(properties.remove("timezone")).orElse("UTC");
    return new PostgresUrl(
        source,
        PostgresHosts.checked(source, hosts),
        database.orElse(user),
        new PostgresLogin(Optional.of(user), login.password()),
        timeZone,
        properties);
  }

  private static String ownName(String source) {
    return Optional.ofNullable(System.getProperty("user.name"))
        .filter(name -> !name.isBlank() && !name.equals(NAMELESS))
        .orElseThrow(
            () ->
                new DatabaseSettingsException(
                    source + ": names no user, and this process's account has no name"));
  }

  /** The variable that holds the address, for messages. */
  public String source() {
    return source;
  }

  /** The same server and login, another database. */
  public PostgresUrl withDatabase(String name) {
    return new PostgresUrl(source, hosts, name, login, timeZone, properties);
  }

  /** The same database; its sessions run in this time zone. */
  public PostgresUrl withTimeZone(String zone) {
    return new PostgresUrl(source, hosts, database, login, zone, properties);
  }

  /** The same database; another login. */
  public PostgresUrl withLogin(String user, String password) {
    PostgresLogin other = new PostgresLogin(Optional.of(user), Optional.of(password));
    return new PostgresUrl(source, hosts, database, other, timeZone, properties);
  }

  /**
   * The same address as that of a pooler which gives each transaction another session: no statement
   * is prepared for later ones, unless the address itself says how many.
   */
  public PostgresUrl throughPooler() {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.putIfAbsent("prepareThreshold", "0");
    return new PostgresUrl(source, hosts, database, login, timeZone, more);
  }

  public String database() {
    return database;
  }

  public String user() {
    return login.user().orElseThrow();
  }

  public String timeZone() {
    return timeZone;
  }

  /** Host, port and database; no user, no password, no parameters. */
  public String describe() {
    return String.join(",", hosts) + "/" + database;
  }

  /** An address that {@link #parse} reads back. It holds the password: for child processes only. */
  public String textWithPassword() {
    String password = login.password().map(word -> ":" + encoded(word)).orElse("");
    Map<String, String> parameters = new LinkedHashMap<>(properties);
    parameters.put("timezone", timeZone);
    return "postgresql://"
        + encoded(user())
        + password
        + "@"
        + String.join(",", hosts)
        + "/"
        + encoded(database)
        + parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&", "?", ""));
  }

  /** The driver's address: hosts and database, no secrets. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + String.join(",", hosts) + "/" + encoded(database);
  }

  /** The driver's properties, login included. What the address sets wins over the defaults. */
  public Properties driverProperties(String applicationName) {
    Properties all = new Properties();
    all.setProperty("ApplicationName", applicationName);
    all.setProperty("connectTimeout", "10");
    all.setProperty("socketTimeout", "300");
    all.setProperty("tcpKeepAlive", "true");
    all.setProperty("reWriteBatchedInserts", "true");
    if (!properties.containsKey("connectTimeout")) {
      all.setProperty("loginTimeout", "20");
    }
    all.putAll(properties);
    all.setProperty("user", user());
    login.password().ifPresent(password -> all.setProperty("password", password));
    return all;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "PostgresUrl[" + describe() + ", user=" + user() + "]";
  }
}
