package io.afterclose.run.alert;

/**
 * Something that needs people's eyes.
 *
 * @param about job and date; one line of at most 200 characters, cut where it is longer
 * @param message what happened and what to do; one line of at most 2,000 characters, cut likewise
 */
public record Alert(AlertCode code, Severity severity, String about, String message) {

  private static final int LONGEST_ABOUT = 200;
  private static final int LONGEST_MESSAGE = 2000;

  public Alert {
    about = line(about, LONGEST_ABOUT);
    message = line(message, LONGEST_MESSAGE);
  }

  public static Alert warning(AlertCode code, String about, String message) {
    return new Alert(code, Severity.WARNING, about, message);
  }

  public static Alert critical(AlertCode code, String about, String message) {
    return new Alert(code, Severity.CRITICAL, about, message);
  }

  /** The alert in one line, as a person reads it. */
  String words() {
    return about + ": " + message + " [" + severity + " " + code + "]";
  }

  /** Without control characters and halves of surrogate pairs, neither of which is text. */
  private static String line(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
