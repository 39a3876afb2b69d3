package io.afterclose.run.name;

import java.util.Locale;

/** The trigger of a run: recorded with it, not identifying. */
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
