package io.afterclose.portfoliorefresh.broker;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as brokers and spreadsheets write them: {@code 2024-01-31}, {@code 2024/01/31}, {@code
 * 20240131}, {@code 1/31/2024} (month first, as in the United States), {@code Jan-31-2024}, {@code
 * January 31, 2024}; a time of day behind it is passed over.
 */
public final class FileDate {
  private static final String EXPECTED =
      "a date that exists, such as 2024-01-31 or 1/31/2024, from 1900 to 2199";
  private static final String NO_SERIAL =
      "a date such as 2024-01-31: this is a spreadsheet's number of a day, format the column as a"
          + " date";
  private static final String MONTH_FIRST = "a date such as 2024-01-31 or, month first, 1/31/2024";
  private static final String EITHER_WAY =
      "a date such as 2024-01-31: cells are separated by semicolons here, so that either number may"
          + " be the month";

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String YEAR = "((?:19|20|21)[0-9]{2})";
  private static final String TIME =
      "(?:[ T,;]+[0-9]{1,2}:?[0-9]{2}(?::?[0-9]{2})?(?:\\.[0-9]+)?(?: ?[AaPp]\\.?[Mm]\\.?)?"
          + "(?: ?(?:ET|EST|EDT|Z|[-+][0-9]{2}:?[0-9]{2}))?)?";
  private static final Pattern ISO = Pattern.compile(YEAR + "[-/]([0-9]{2})[-/]([0-9]{2})" + TIME);
  private static final Pattern COMPACT = Pattern.compile(YEAR + "([0-9]{2})([0-9]{2})" + TIME);
  private static final Pattern AMERICAN =
      Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/" + YEAR + TIME);
  private static final Pattern NAMED =
      Pattern.compile("([A-Za-z]{3})[a-z]{0,6}[- ]([0-9]{1,2}),?[- ]" + YEAR + TIME);
  private static final Pattern DAY_NAMED =
      Pattern.compile("([0-9]{1,2})[- ]([A-Za-z]{3})[a-z]{0,6}[- ]" + YEAR + TIME);
  private static final Pattern SERIAL = Pattern.compile("[1-7][0-9]{4}(\\.[0-9]+)?");
  private static final Pattern WITHIN =
      Pattern.compile(
          YEAR
              + "[-/][0-9]{2}[-/][0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/"
              + YEAR
              + "|[A-Za-z]{3,9}[- ][0-9]{1,2},?[- ]"
              + YEAR);

  private FileDate() {}

  /**
   * Reads a date.
   *
   * @param eitherOrder whether the file may be of a country that writes the day first
   */
  public static Reading<LocalDate> read(String text, boolean eitherOrder) {
    String single = Blanks.single(text);
    if (SERIAL.matcher(single).matches()) {
      return Reading.refused(NO_SERIAL);
    }
    Matcher american = AMERICAN.matcher(single);
    if (american.matches()) {
      return american(american, eitherOrder);
    }
    return anyOther(single).map(Reading::of).orElseGet(() -> Reading.refused(EXPECTED));
  }

  /** Whether a date is written with slashes, and its two first numbers may change places. */
  public static boolean monthByCustom(String text) {
    Matcher american = AMERICAN.matcher(Blanks.single(text));
    return american.matches() && swappable(american);
  }

  /** The last date that stands in a text. */
  public static Optional<LocalDate> lastIn(String text) {
    return WITHIN
        .matcher(Blanks.single(text))
        .results()
        .map(MatchResult::group)
        .map(found -> read(found, false))
        .flatMap(reading -> reading.accepted().stream())
        .reduce((earlier, later) -> later);
  }

  private static Reading<LocalDate> american(Matcher parts, boolean eitherOrder) {
    int month = Integer.parseInt(parts.group(1));
    if (month > MONTHS.size()) {
      return Reading.refused(MONTH_FIRST);
    }
    if (eitherOrder && swappable(parts)) {
      return Reading.refused(EITHER_WAY);
    }
    return date(parts.group(3), month, parts.group(2))
        .map(Reading::of)
        .orElseGet(() -> Reading.refused(EXPECTED));
  }

  private static boolean swappable(Matcher parts) {
    int month = Integer.parseInt(parts.group(1));
    int day = Integer.parseInt(parts.group(2));
    return month != day && day <= MONTHS.size();
  }

  private static Optional<LocalDate> anyOther(String text) {
    Matcher iso = ISO.matcher(text);
    Matcher compact = COMPACT.matcher(text);
    Matcher named = NAMED.matcher(text);
    Matcher dayNamed = DAY_NAMED.matcher(text);
    if (iso.matches()) {
      return date(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
    }
    if (compact.matches()) {
      return date(compact.group(1), Integer.parseInt(compact.group(2)), compact.group(3));
    }
    if (named.matches()) {
      return date(named.group(3), month(named.group(1)), named.group(2));
    }
    return dayNamed.matches()
        ? date(dayNamed.group(3), month(dayNamed.group(2)), dayNamed.group(1))
        : Optional.empty();
  }

  /** 1 to 12; 0 if no month is called so. */
  public static int month(String name) {
    return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
  }

  private static Optional<LocalDate> date(String year, int month, String day) {
    try {
      return Optional.of(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
