package io.afterclose.console.request;

import io.afterclose.console.access.Role;
import java.util.Locale;

/** What can be asked for; the words are those of the command line. */
public enum RequestAction {
  RUN(Role.OPERATOR),
  RERUN(Role.OPERATOR),
  BACKFILL(Role.OPERATOR),
  STOP(Role.OPERATOR),
  /** Takes a run away from its owner. */
  RECOVER(Role.ADMIN);

  private final Role needed;

  RequestAction(Role needed) {
    this.needed = needed;
  }

  /** The role that it needs. */
  public Role needed() {
    return needed;
  }

  /** Whether it starts a run; the others act on one. */
  public boolean startsRun() {
    return this == RUN || this == RERUN || this == BACKFILL;
  }

  /** Whether it repeats what was done, so that its plan must have been seen. */
  public boolean needsPlan() {
    return this == RERUN || this == BACKFILL;
  }

  /** The word of the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The action of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RequestAction of(String text) {
    for (RequestAction action : values()) {
      if (action.text().equals(text)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no action; run, rerun, backfill, stop or recover was expected");
  }
}
