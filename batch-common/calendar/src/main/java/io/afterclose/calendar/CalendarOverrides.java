package io.afterclose.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator knows better than the calendar: unscheduled closures and early closes are
 * announced days ahead, and no release should be needed for one.
 *
 * @param closures days without trading, in addition to the calendar's own
 * @param openings days with trading although the calendar holds them closed
 * @param closes when sessions close, New York time, instead of when the calendar says
 */
public record CalendarOverrides(
    SortedSet<LocalDate> closures,
    SortedSet<LocalDate> openings,
    SortedMap<LocalDate, LocalTime> closes) {
  /** Environment variable with extra closures: ISO dates, separated by commas. */
  public static final String CLOSURES = "AFTERCLOSE_CALENDAR_CLOSURES";

  /** Environment variable with extra openings: ISO dates, separated by commas. */
  public static final String OPENINGS = "AFTERCLOSE_CALENDAR_OPENINGS";

  /** Environment variable with early closes: ISO date and New York time, separated by commas. */
  public static final String EARLY_CLOSES = "AFTERCLOSE_CALENDAR_EARLY_CLOSES";

  private static final LocalTime SESSION_OPENS = LocalTime.of(9, 30);
  private static final Pattern DATE_AND_TIME = Pattern.compile("(\\S+)[ T]+(\\S+)");

  /**
   * Copies all three.
   *
   * @throws IllegalArgumentException if a closure is an opening or has a close, an opening or a
   *     close falls on a weekend, on which the market never trades, or a close is not after 9:30
   *     and up to 16:00
   */
  public CalendarOverrides {
    closures = Collections.unmodifiableSortedSet(new TreeSet<>(closures));
    openings = Collections.unmodifiableSortedSet(new TreeSet<>(openings));
    closes = Collections.unmodifiableSortedMap(new TreeMap<>(closes));
    refuse(objections(closures, openings, closes));
  }

  /** Nothing to add to the calendar. */
  public static CalendarOverrides none() {
    return new CalendarOverrides(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
  }

  /**
   * Reads {@value #CLOSURES}, {@value #OPENINGS} and {@value #EARLY_CLOSES}; a missing or blank
   * variable says nothing.
   *
   * @throws IllegalArgumentException naming every wrong entry at once
   */
  public static CalendarOverrides fromEnvironment(Map<String, String> env) {
    List<String> errors = new ArrayList<>();
    NavigableSet<LocalDate> closures = dates(CLOSURES, env, errors);
    NavigableSet<LocalDate> openings = dates(OPENINGS, env, errors);
    SortedMap<LocalDate, LocalTime> closes = closes(env, errors);
    errors.addAll(objections(closures, openings, closes));
    refuse(errors);
    return new CalendarOverrides(closures, openings, closes);
  }

  private static List<String> objections(
      Set<LocalDate> closures, Set<LocalDate> openings, Map<LocalDate, LocalTime> closes) {
    List<String> objections = new ArrayList<>();
    for (LocalDate opening : openings) {
      if (closures.contains(opening)) {
        objections.add(opening + " is both a closure and an opening");
      }
      if (Weekend.includes(opening)) {
        objections.add(opening + " is an opening on a weekend");
      }
    }
    closes.forEach((date, time) -> addObjections(closures, date, time, objections));
    return objections;
  }

  private static void addObjections(
      Set<LocalDate> closures, LocalDate date, LocalTime time, List<String> objections) {
    if (closures.contains(date)) {
      objections.add(date + " is a closure and closes early");
    }
    if (Weekend.includes(date)) {
      objections.add(date + " is an early close on a weekend");
    }
    if (!time.isAfter(SESSION_OPENS) || time.isAfter(SessionClose.REGULAR)) {
      objections.add(
          "%s closes at %s, not after %s and up to %s"
              .formatted(date, time, SESSION_OPENS, SessionClose.REGULAR));
    }
  }

  private static void refuse(List<String> errors) {
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar overrides are dates such as 2025-01-09, early closes such as 2031-11-28 13:00,"
              + " separated by commas; correct these: "
              + String.join("; ", errors));
    }
  }

  private static NavigableSet<LocalDate> dates(
      String name, Map<String, String> env, List<String> errors) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (String entry : entries(name, env)) {
      try {
        dates.add(LocalDate.parse(entry));
      } catch (DateTimeException notDate) {
        errors.add("'" + entry + "' in " + name + " is no date");
      }
    }
    return dates;
  }

  private static SortedMap<LocalDate, LocalTime> closes(
      Map<String, String> env, List<String> errors) {
    SortedMap<LocalDate, LocalTime> closes = new TreeMap<>();
    for (String entry : entries(EARLY_CLOSES, env)) {
      Matcher parts = DATE_AND_TIME.matcher(entry);
      try {
        LocalDate date = LocalDate.parse(parts.matches() ? parts.group(1) : entry);
        LocalTime time = LocalTime.parse(parts.matches() ? parts.group(2) : "");
        LocalTime before = closes.putIfAbsent(date, time);
        if (before != null && !before.equals(time)) {
          errors.add(date + " closes at " + before + " and at " + time);
        }
      } catch (DateTimeException notTime) {
        errors.add("'" + entry + "' in " + EARLY_CLOSES + " is no date with a time");
      }
    }
    return closes;
  }

  private static List<String> entries(String name, Map<String, String> env) {
    return Arrays.stream(env.getOrDefault(name, "").split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
