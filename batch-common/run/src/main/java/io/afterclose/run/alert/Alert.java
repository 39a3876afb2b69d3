package io.afterclose.run.alert;

import io.afterclose.database.text.Printable;

/**
 * Something that needs people's eyes.
 *
 * @param about job and date; one line of at most 200 characters, cut where it is longer
 * @param message what happened and what to do; one line of at most 2,000 characters, cut likewise
 */
public record Alert(AlertCode code, Severity severity, String about, String message) {

  private static final int MAX_ABOUT = 200;
  private static final int MAX_MESSAGE = 2000;

  public Alert {
    about = Printable.line(about, MAX_ABOUT);
    message = Printable.line(message, MAX_MESSAGE);
  }

  public static Alert warning(AlertCode code, String about, String message) {
    return new Alert(code, Severity.WARNING, about, message);
  }

  public static Alert critical(AlertCode code, String about, String message) {
    return new Alert(code, Severity.CRITICAL, about, message);
  }

  /** The alert in one line, as a person reads it. */
  String describe() {
    return about + ": " + message + " [" + severity + " " + code + "]";
  }
}
