package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which day the quantities of a file count, as its owner says.
 *
 * @param when what was said
 * @param date with DATE, else null
 */
public record AsOf(When when, @Nullable LocalDate date) {
  /** Nothing was said: the file itself has to. */
  public static final AsOf UNSAID = new AsOf(When.UNSAID, null);

  private static final String EXPECTED =
      "today, entry, or a date such as 2024-01-31: on which day the quantities of the file count";

  /** The ways to say it. */
  public enum When {
    UNSAID,
    /** Shares as they are now, as brokers show them. */
    TODAY,
    /** Shares as they were bought. */
    ENTRY,
    DATE
  }

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public static AsOf parse(String text) {
    String word = Blanks.strip(text).toLowerCase(Locale.ROOT);
    if (word.equals("today")) {
      return new AsOf(When.TODAY, null);
    }
    if (word.equals("entry")) {
      return new AsOf(When.ENTRY, null);
    }
    return FileDate.read(word, false)
        .accepted()
        .map(date -> new AsOf(When.DATE, date))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--as-of " + Printable.quoted(text) + ": expected " + EXPECTED));
  }

  /** The day that was named; empty where none was. */
  public Optional<LocalDate> day(LocalDate today) {
    return switch (when) {
      case TODAY -> Optional.of(today);
      case DATE -> Optional.ofNullable(date);
      case UNSAID, ENTRY -> Optional.empty();
    };
  }

  public boolean isEntry() {
    return when == When.ENTRY;
  }
}
