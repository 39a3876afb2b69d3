package io.afterclose.portfolio.position;

import io.afterclose.quant.price.Sessions;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.stream.Stream;

/** An axis of Mondays to Fridays without holidays. */
public final class Weekdays {
  private Weekdays() {}

  public static Sessions between(String first, String last) {
    return Sessions.of(
        LocalDate.parse(first)
            .datesUntil(LocalDate.parse(last).plusDays(1))
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
            .toList());
  }

  public static Sessions from(LocalDate first, int count) {
    return Sessions.of(
        Stream.iterate(first, day -> day.plusDays(1))
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
            .limit(count)
            .toList());
  }
}
