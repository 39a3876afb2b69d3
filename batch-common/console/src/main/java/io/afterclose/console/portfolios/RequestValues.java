package io.afterclose.console.portfolios;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.database.text.Printable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a request says in its address, checked. */
final class RequestValues {

  private static final int LONGEST_KEY = 18;

  private RequestValues() {}

  /** The key of a path; empty where it cannot be one. */
  static OptionalLong key(String text) {
    return text.matches("[0-9]+") && text.length() <= LONGEST_KEY
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /**
   * A date.
   *
   * @param text null or empty where it was left out
   * @return null where it was left out
   * @throws ProblemException for any other text
   */
  static @Nullable LocalDate date(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException unfit) {
      throw ProblemException.invalid(
          name + ": YYYY-MM-DD was expected, found " + Printable.quoted(text));
    }
  }

  /**
   * A number from 1 to a greatest one.
   *
   * @param text null where it was left out
   * @throws ProblemException for any other text
   */
  static int count(String name, @Nullable String text, int otherwise, int most) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    OptionalLong number = key(text);
    if (number.isEmpty() || number.getAsLong() < 1 || number.getAsLong() > most) {
      throw ProblemException.invalid(
          "%s: a number from 1 to %d was expected, found %s"
              .formatted(name, most, Printable.quoted(text)));
    }
    return (int) number.getAsLong();
  }

  /**
   * A word of two.
   *
   * @param text null where it was left out, which is the first one
   * @return whether it is the second one
   * @throws ProblemException for any other text
   */
  static boolean isSecond(String name, @Nullable String text, String first, String second) {
    if (text == null || text.equals(first)) {
      return false;
    }
    if (text.equals(second)) {
      return true;
    }
    throw ProblemException.invalid(
        "%s: %s or %s was expected, found %s"
            .formatted(name, first, second, Printable.quoted(text)));
  }
}
