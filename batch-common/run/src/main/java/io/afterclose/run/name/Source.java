package io.afterclose.run.name;

import java.util.Locale;

/** Who asked for a run. Recorded with it, but never part of what it is. */
public enum Source {
  CRON,
  OPERATOR,
  ONBOARDING,
  SETTINGS,
  ADMIN;

  /** The text in the job repository and on the command line: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
