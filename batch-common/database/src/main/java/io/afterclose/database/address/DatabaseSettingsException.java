package io.afterclose.database.address;

/**
 * The database cannot be used as it is set: a malformed address, a refused login, an unwritable
 * folder, a server that is too old. Trying again without a change does not help. The message names
 * the setting, and never holds a password or a raw address.
 */
public final class DatabaseSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DatabaseSettingsException(String message) {
    super(message);
  }
}
