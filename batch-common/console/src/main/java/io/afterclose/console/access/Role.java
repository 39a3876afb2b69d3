package io.afterclose.console.access;

import java.util.Locale;

/** What an account or a token may do; each role may all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Asks for runs and ends them. */
  OPERATOR,
  /** Accounts, tokens, schedules, and what takes a run away from its owner. */
  ADMIN;

  /** Whether this role may what another one is needed for. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The text in the database, in answers and on the command line: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no role; viewer, operator or admin was expected");
  }
}
