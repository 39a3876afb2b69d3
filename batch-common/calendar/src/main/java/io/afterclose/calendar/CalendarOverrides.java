package io.afterclose.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an operator knows better than the calendar: unscheduled closures are announced days ahead,
 * and no release should be needed for one.
 *
 * @param closures days without trading, in addition to the calendar's own
 * @param openings days with trading although the calendar holds them closed
 */
public record CalendarOverrides(SortedSet<LocalDate> closures, SortedSet<LocalDate> openings) {
  /** Environment variable with extra closures: ISO dates, separated by commas. */
  public static final String CLOSURES = "AFTERCLOSE_CALENDAR_CLOSURES";

  /** Environment variable with extra openings: ISO dates, separated by commas. */
  public static final String OPENINGS = "AFTERCLOSE_CALENDAR_OPENINGS";

  /**
   * Copies both sets.
   *
   * @throws IllegalArgumentException if a date is in both, or an opening falls on a weekend, on
   *     which the market never trades
   */
  public CalendarOverrides {
    closures = Collections.unmodifiableSortedSet(new TreeSet<>(closures));
    openings = Collections.unmodifiableSortedSet(new TreeSet<>(openings));
    refuse(objections(closures, openings));
  }

  /** Nothing to add to the calendar. */
  public static CalendarOverrides none() {
    return new CalendarOverrides(new TreeSet<>(), new TreeSet<>());
  }

  /**
   * Reads {@value #CLOSURES} and {@value #OPENINGS}; a missing or blank variable says nothing.
   *
   * @throws IllegalArgumentException naming every wrong entry at once
   */
  public static CalendarOverrides fromEnvironment(Map<String, String> env) {
    List<String> errors = new ArrayList<>();
    NavigableSet<LocalDate> closures = dates(CLOSURES, env, errors);
    NavigableSet<LocalDate> openings = dates(OPENINGS, env, errors);
    errors.addAll(objections(closures, openings));
    refuse(errors);
    return new CalendarOverrides(closures, openings);
  }

  private static List<String> objections(Set<LocalDate> closures, Set<LocalDate> openings) {
    List<String> objections = new ArrayList<>();
    for (LocalDate opening : openings) {
      if (closures.contains(opening)) {
        objections.add(opening + " is both a closure and an opening");
      }
      if (Weekend.includes(opening)) {
        objections.add(opening + " is an opening on a weekend");
      }
    }
    return objections;
  }

  private static void refuse(List<String> errors) {
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar overrides are dates such as 2025-01-09, separated by commas; correct these: "
              + String.join("; ", errors));
    }
  }

  private static NavigableSet<LocalDate> dates(
      String name, Map<String, String> env, List<String> errors) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    for (String entry : env.getOrDefault(name, "").split(",", -1)) {
      read(name, entry.strip(), dates, errors);
    }
    return dates;
  }

  private static void read(
      String name, String entry, NavigableSet<LocalDate> dates, List<String> errors) {
    if (entry.isEmpty()) {
      return;
    }
    try {
      dates.add(LocalDate.parse(entry));
    } catch (DateTimeException notADate) {
      errors.add("'" + entry + "' in " + name + " is no date");
    }
  }
}
