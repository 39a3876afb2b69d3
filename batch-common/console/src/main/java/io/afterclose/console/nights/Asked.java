package io.afterclose.console.nights;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.history.page.Outcome;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters of a request as values; an empty one is as one that was not given. */
final class Asked {

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 12, 31);

  private static final int LONGEST_ACTOR = 60;

  private Asked() {}

  /**
   * A date.
   *
   * @throws ProblemException (invalid) naming the parameter
   */
  static @Nullable LocalDate date(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text.strip());
      if (date.isBefore(FIRST) || date.isAfter(LAST)) {
        throw wrong(name, text, "a date from %s to %s".formatted(FIRST, LAST));
      }
      return date;
    } catch (DateTimeParseException wrong) {
      throw wrong(name, text, "a date such as 2022-05-31");
    }
  }

  /** The same for a date of a path, which is there. */
  static LocalDate day(String text) {
    LocalDate date = date("the date", text);
    if (date == null) {
      throw wrong("the date", text, "a date such as 2022-05-31");
    }
    return date;
  }

  /**
   * A job of a path.
   *
   * @throws ProblemException (not found) when there is none
   */
  static JobName jobOfPath(String text) {
    return Arrays.stream(JobName.values())
        .filter(job -> job.text().equals(text))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("job '" + text + "'"));
  }

  /** A job; null for any. */
  static @Nullable JobName job(@Nullable String text) {
    return choice("job", text, JobName.values(), JobName::text);
  }

  /** An outcome; null for any. */
  static @Nullable Outcome status(@Nullable String text) {
    return choice("status", text, Outcome.values(), Outcome::style);
  }

  /** A source; null for any. */
  static @Nullable Source source(@Nullable String text) {
    return choice("source", text, Source.values(), Source::text);
  }

  /** Who asked for a run; null for anybody, and for none. */
  static @Nullable String actor(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String actor = text.strip();
    if (actor.length() > LONGEST_ACTOR) {
      throw ProblemException.invalid(
          "actor has %d characters; a name of at most %d was expected"
              .formatted(actor.length(), LONGEST_ACTOR));
    }
    return actor;
  }

  private static <T> @Nullable T choice(
      String name, @Nullable String text, T[] values, Function<T, String> word) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(values)
        .filter(value -> word.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    text,
                    "one of " + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
  }

  /** A whole number above 0; null for none. */
  static @Nullable Long number(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1) {
      throw wrong(name, text, "a whole number above 0");
    }
    return Long.parseLong(text);
  }

  /** How many rows are wanted. */
  static int limit(@Nullable String text) {
    Long limit = number("limit", text);
    if (limit != null && limit > RunFilter.MOST) {
      throw wrong("limit", limit.toString(), "at most " + RunFilter.MOST);
    }
    return limit == null ? RunFilter.USUAL : limit.intValue();
  }

  /**
   * Refuses a span that is none, is too long, or is not in the calendar.
   *
   * @throws ProblemException (invalid)
   */
  static void requireSpan(LocalDate from, LocalDate to, int days, TradingCalendar calendar) {
    if (from.isAfter(to)) {
      throw ProblemException.invalid("from, %s, is after to, %s".formatted(from, to));
    }
    if (from.plusDays(days).isBefore(to)) {
      throw ProblemException.invalid(
          "from %s to %s are more than %d days; ask for less".formatted(from, to, days));
    }
    if (to.isBefore(calendar.firstDay()) || from.isAfter(calendar.lastDay())) {
      throw ProblemException.invalid(
          "the calendar knows %s to %s".formatted(calendar.firstDay(), calendar.lastDay()));
    }
  }

  private static ProblemException wrong(String name, String text, String expected) {
    return ProblemException.invalid("%s is '%s'; %s was expected".formatted(name, text, expected));
  }
}
