package io.afterclose.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Saturday and Sunday, on which the exchange has not traded since 1952. */
final class Weekend {
  private Weekend() {}

  static boolean includes(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
