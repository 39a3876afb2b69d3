package io.afterclose.database.address;

import java.util.Optional;

/** A user and a password, each as far as known; its text hides the password. */
public record PostgresLogin(Optional<String> user, Optional<String> password) {

  static final PostgresLogin UNKNOWN = new PostgresLogin(Optional.empty(), Optional.empty());

  /** What this one leaves open is taken from the other. */
  PostgresLogin or(PostgresLogin other) {
    return new PostgresLogin(user.or(other::user), password.or(other::password));
  }

  @Override
  public String toString() {
    return "PostgresLogin[user=" + user.orElse("?") + "]";
  }
}
