package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Reads values of options strictly; one that cannot be read is a usage error. */
public final class OptionValues {

  private OptionValues() {}

  /** A plain decimal. */
  public static BigDecimal amount(String option, String text) {
    return PlainDecimal.parse(text).orElseThrow(() -> refused(option, text, PlainDecimal.EXPECTED));
  }

  /** A date. */
  public static LocalDate date(String option, String text) {
    return PlainDate.parse(text).orElseThrow(() -> refused(option, text, PlainDate.EXPECTED));
  }

  /** A value whose parser throws an IllegalArgumentException with the reason. */
  public static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException invalid) {
      throw refused(String.valueOf(invalid.getMessage()));
    }
  }

  /** A refusal of an option's value. */
  public static InvalidInputException refused(String option, String text, String expected) {
    return refused(option + " " + Printable.quoted(text) + ": expected " + expected);
  }

  /** A refusal in other words. */
  public static InvalidInputException refused(String message) {
    return new InvalidInputException(message);
  }
}
