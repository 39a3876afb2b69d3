package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the prices of a session are there. What one portfolio lacks is no reason to leave a
 * session out: a symbol counts only while it had a close on some of the five sessions before.
 */
final class PriceCoverage {

  /** On how many sessions before a date a close makes its symbol expected. */
  private static final int EXPECTED_FOR = 5;

  /** After so many sessions nothing more is waited for. */
  private static final int SETTLED_AFTER = 5;

  private static final int LOOK_BACK = 10;

  private final TradingCalendar calendar;
  private final CoverageStore store;

  PriceCoverage(TradingCalendar calendar, CoverageStore store) {
    this.calendar = calendar;
    this.store = store;
  }

  /**
   * How well each date is covered, ascending.
   *
   * @param target the session of the run
   */
  List<DateCoverage> of(Collection<LocalDate> dates, LocalDate target) {
    if (dates.isEmpty()) {
      return List.of();
    }
    LocalDate newest =
        Stream.concat(store.newestMarketPrice().stream(), Stream.of(target))
            .max(Comparator.naturalOrder())
            .orElse(target);
    NavigableSet<LocalDate> asked = new TreeSet<>(dates);
    return store.coverage(
        asked,
        numbered(asked),
        EXPECTED_FOR,
        EarlierSessions.back(calendar, SETTLED_AFTER, newest));
  }

  /** Each date and the five sessions before it, by their place among all sessions. */
  private NavigableMap<LocalDate, Integer> numbered(NavigableSet<LocalDate> dates) {
    List<LocalDate> all =
        calendar.sessions(
            EarlierSessions.back(calendar, EXPECTED_FOR, dates.first()), dates.last());
    NavigableMap<LocalDate, Integer> numbers = new TreeMap<>();
    for (int number = 0; number < all.size(); number++) {
      if (dates.contains(all.get(number))) {
        for (int with = Math.max(0, number - EXPECTED_FOR); with <= number; with++) {
          numbers.put(all.get(with), with);
        }
      }
    }
    return numbers;
  }

  /** The newest usable session of the last ten with a market price; empty when none is. */
  Optional<LocalDate> newestUsable() {
    Optional<LocalDate> newest = store.newestMarketPrice();
    return newest.stream()
        .flatMap(date -> of(calendar.lastSessions(LOOK_BACK, date), date).stream())
        .filter(DateCoverage::usable)
        .map(DateCoverage::date)
        .max(Comparator.naturalOrder());
  }
}
