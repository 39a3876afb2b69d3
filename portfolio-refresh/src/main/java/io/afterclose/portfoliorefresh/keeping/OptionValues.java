package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Supplier;

/** What was written on a command line, read strictly; what cannot be read is a wrong usage. */
final class OptionValues {

  private OptionValues() {}

  static BigDecimal amount(String option, String written) {
    return PlainDecimal.parse(written)
        .orElseThrow(() -> refused(option, written, PlainDecimal.EXPECTED));
  }

  static LocalDate date(String option, String written) {
    return PlainDate.parse(written).orElseThrow(() -> refused(option, written, PlainDate.EXPECTED));
  }

  /** A value that tells in an IllegalArgumentException why it cannot be. */
  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      throw refused(String.valueOf(wrong.getMessage()));
    }
  }

  static InvalidInputException refused(String option, String written, String expected) {
    return refused(option + " " + Printable.quoted(written) + ": expected " + expected);
  }

  static InvalidInputException refused(String message) {
    return new InvalidInputException(message);
  }
}
