package io.afterclose.portfoliorefresh.keeping;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one format of dates. */
public final class PlainDate {
  /** For messages: "expected " + this. */
  public static final String EXPECTED = "a date that exists, written 2024-01-31, from 1900 to 2199";

  private static final Pattern GRAMMAR = Pattern.compile("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}");

  private PlainDate() {}

  /** The date of a text; empty where it has another form or there is no such day. */
  public static Optional<LocalDate> parse(String text) {
    try {
      return GRAMMAR.matcher(text).matches()
          ? Optional.of(LocalDate.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException noSuchDay) {
      return Optional.empty();
    }
  }
}
