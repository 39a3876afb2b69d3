package io.afterclose.database.server;

/**
 * The database does not answer now: connection refused, time limit reached, starting up, too many
 * clients. The same call may succeed later. The message names the server and the user, and never
 * holds a password.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message) {
    super(message);
  }
}
