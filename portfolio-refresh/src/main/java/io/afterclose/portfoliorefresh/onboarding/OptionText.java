package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.portfoliorefresh.portfolio.Quoted;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Supplier;

/** What was written on a command line, read strictly; what cannot be read is a wrong usage. */
final class OptionText {

  private OptionText() {}

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

  static CommandRefused refused(String option, String written, String expected) {
    return refused(option + " " + Quoted.of(written) + ": expected " + expected);
  }

  static CommandRefused refused(String message) {
    return new CommandRefused(ExitCode.USAGE, message);
  }
}
