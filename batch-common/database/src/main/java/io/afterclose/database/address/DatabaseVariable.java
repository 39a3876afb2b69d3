package io.afterclose.database.address;

import java.util.Map;
import java.util.Optional;

/** The environment variables that name the database, in the order in which they are looked at. */
public enum DatabaseVariable {
  SPRING_DATASOURCE_URL(Kind.ADDRESS, "", "the database, as Spring writes it: jdbc:postgresql://"),
  SPRING_DATASOURCE_USERNAME(Kind.PLAIN, "", "its user"),
  SPRING_DATASOURCE_PASSWORD(Kind.SECRET, "", "its password"),
  DATABASE_URL(
      Kind.ADDRESS,
      "",
      "postgres:// or postgresql:// address of a PostgreSQL 15 or newer; then nothing is embedded."
          + " The driver's parameters may follow, as ?sslmode=verify-full&sslrootcert=FILE"),
  DATABASE_UNPOOLED_URL(
      Kind.ADDRESS, "", "the same database without the pooler, for locks and migrations"),
  PGHOST(Kind.PLAIN, "", "the database, as libpq reads it, with the variables below"),
  PGPORT(Kind.PLAIN, "5432", "its port"),
  PGDATABASE(Kind.PLAIN, "", "its name"),
  PGUSER(Kind.PLAIN, "", "its user"),
  PGPASSWORD(Kind.SECRET, "", "its password"),
  PGSSLMODE(Kind.PLAIN, "", "parameter sslmode"),
  PGSSLROOTCERT(Kind.PLAIN, "", "parameter sslrootcert"),
  PGSSLCERT(Kind.PLAIN, "", "parameter sslcert"),
  PGSSLKEY(Kind.PLAIN, "", "parameter sslkey"),
  PGAPPNAME(Kind.PLAIN, "", "parameter application_name"),
  PGCONNECT_TIMEOUT(Kind.PLAIN, "", "parameter connect_timeout, seconds"),
  PGOPTIONS(Kind.SECRET, "", "parameter options"),
  PGCHANNELBINDING(Kind.PLAIN, "", "parameter channel_binding"),
  PGTARGETSESSIONATTRS(Kind.PLAIN, "", "parameter target_session_attrs"),
  AFTERCLOSE_HOME(
      Kind.PLAIN, "~/.afterclose", "home of the embedded database; option --home goes before it");

  /** How much of a value may be shown. */
  public enum Kind {
    PLAIN,
    ADDRESS,
    SECRET
  }

  private final Kind kind;
  private final String defaultValue;
  private final String reason;

  DatabaseVariable(Kind kind, String defaultValue, String reason) {
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.reason = reason;
  }

  public Kind kind() {
    return kind;
  }

  /** What holds when it is not set; empty for nothing. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it is for. */
  public String reason() {
    return reason;
  }

  /** Its value; empty when it is not set or blank. */
  Optional<String> value(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name())).filter(text -> !text.isBlank());
  }
}
