package io.afterclose.database.server;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells a refused setting from a server that does not answer now. */
public final class ConnectionFailure {
  /** SQLSTATE (or its class) to what the server answered. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "28P01", "refused the password",
          "28000", "refused the login",
          "3D000", "has no such database",
          "42501", "does not allow this user to connect",
          "08004", "cannot agree on how to log in");

  private ConnectionFailure() {}

  public static RuntimeException of(SQLException failure, PostgresUrl url) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    String server = "PostgreSQL at " + url.describe() + " (user " + url.user() + ") ";
    String reason = " [" + state + "]: " + firstLine(failure);
    String see = "; see " + url.source();
    if (causedBy(failure, SSLException.class)) {
      return new DatabaseSettingsException(
          server + "and this process disagree on TLS" + reason + see);
    }
    if (SETTINGS.containsKey(state)) {
      return new DatabaseSettingsException(server + SETTINGS.get(state) + reason + see);
    }
    if (isTemporary(state)) {
      return new DatabaseUnavailableException(server + "does not answer" + reason);
    }
    return new DatabaseSettingsException(server + "refused the connection" + reason + see);
  }

  /** The driver gives no state where it could not send: nothing was refused then. */
  private static boolean isTemporary(String state) {
    return state.isEmpty() || SqlStates.isTransient(state);
  }

  private static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
    return failure != null && (type.isInstance(failure) || causedBy(failure.getCause(), type));
  }

  private static String firstLine(SQLException failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("no message");
    return message.lines().findFirst().orElse("no message");
  }
}
