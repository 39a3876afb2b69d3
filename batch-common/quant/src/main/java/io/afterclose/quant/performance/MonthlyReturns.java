package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Daily returns linked by calendar month and year. A month or year that holds a day without a
 * return is unknown; the others are not touched by it.
 */
public final class MonthlyReturns {
  private final NavigableMap<YearMonth, Part> months;
  private final NavigableMap<Year, Part> years;

  /**
   * A month or a year.
   *
   * @param complete whether the record holds all its sessions
   */
  public record Part(Figure<Double> value, boolean complete) {}

  private MonthlyReturns(NavigableMap<YearMonth, Part> months, NavigableMap<Year, Part> years) {
    this.months = months;
    this.years = years;
  }

  /**
   * Links days.
   *
   * @param endsMonth whether a session is the last of its month, by the calendar
   */
  public static MonthlyReturns of(RealisedReturns returns, Predicate<LocalDate> endsMonth) {
    boolean ends = endsMonth.test(returns.end());
    boolean endsYear = ends && returns.end().getMonthValue() == 12;
    return new MonthlyReturns(
        parts(returns, YearMonth::from, ends), parts(returns, Year::from, endsYear));
  }

  private static <K extends Comparable<? super K>> NavigableMap<K, Part> parts(
      RealisedReturns returns, Function<LocalDate, K> part, boolean endComplete) {
    NavigableMap<K, List<RealisedReturns.Day>> days = new TreeMap<>();
    returns
        .days()
        .forEach(
            day -> days.computeIfAbsent(part.apply(day.date()), k -> new ArrayList<>()).add(day));
    NavigableMap<K, Part> linked = new TreeMap<>();
    LocalDate base = returns.start();
    for (var entry : days.entrySet()) {
      RealisedReturns own = RealisedReturns.of(base, entry.getValue());
      boolean complete =
          !part.apply(base).equals(entry.getKey())
              && (endComplete || !entry.getKey().equals(days.lastKey()));
      linked.put(
          entry.getKey(),
          new Part(TimeWeightedReturn.of(own).map(TimeWeightedReturn::total), complete));
      base = own.end();
    }
    return linked;
  }

  /** One month; empty if the record has no session in it. */
  public Optional<Part> month(YearMonth month) {
    return Optional.ofNullable(months.get(month));
  }

  /** One year; empty if the record has no session in it. */
  public Optional<Part> year(Year year) {
    return Optional.ofNullable(years.get(year));
  }

  /** The months with a session of the record, ascending; a copy. */
  public NavigableMap<YearMonth, Part> months() {
    return new TreeMap<>(months);
  }

  /** The years with a session of the record, ascending; a copy. */
  public NavigableMap<Year, Part> years() {
    return new TreeMap<>(years);
  }
}
