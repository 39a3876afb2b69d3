package io.afterclose.console.nights;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/**
 * Why the exchange is closed on a weekday: the holidays of NYSE Rule 7.2, by their dates or one day
 * beside them where they fall on a weekend. Whether it is closed at all the trading calendar says.
 */
final class HolidayName {

  /** A closure that no rule foresees: a storm, a day of mourning, or an operator's entry. */
  private static final String OTHER = "market closed";

  private HolidayName() {}

  /** The name of the holiday that a closed weekday is. */
  static String of(LocalDate closed) {
    for (LocalDate day : new LocalDate[] {closed, closed.plusDays(1), closed.minusDays(1)}) {
      String name = fixed(day);
      if (!name.isEmpty() && (day.equals(closed) || weekend(day))) {
        return name;
      }
    }
    return movable(closed);
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static String fixed(LocalDate day) {
    return switch (day.getMonth()) {
      case JANUARY -> day.getDayOfMonth() == 1 ? "New Year's Day" : "";
      case JUNE -> day.getDayOfMonth() == 19 && day.getYear() >= 2022 ? "Juneteenth" : "";
      case JULY -> day.getDayOfMonth() == 4 ? "Independence Day" : "";
      case DECEMBER -> day.getDayOfMonth() == 25 ? "Christmas Day" : "";
      default -> "";
    };
  }

  private static String movable(LocalDate day) {
    Map<LocalDate, String> names =
        Map.of(
            monday(day, Month.JANUARY, 3), "Martin Luther King Jr. Day",
            monday(day, Month.FEBRUARY, 3), "Washington's Birthday",
            easter(day.getYear()).minusDays(2), "Good Friday",
            monday(day, Month.MAY, -1), "Memorial Day",
            monday(day, Month.SEPTEMBER, 1), "Labor Day",
            nth(day, Month.NOVEMBER, 4, DayOfWeek.THURSDAY), "Thanksgiving Day");
    return names.getOrDefault(day, OTHER);
  }

  private static LocalDate monday(LocalDate day, Month month, int ordinal) {
    return nth(day, month, ordinal, DayOfWeek.MONDAY);
  }

  private static LocalDate nth(LocalDate day, Month month, int ordinal, DayOfWeek weekday) {
    return LocalDate.of(day.getYear(), month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
  }

  /** Easter Sunday of the Gregorian calendar by the rule of Meeus, Jones and Butcher. */
  private static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int skipped = century / 4;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - skipped - correction + 15) % 30;
    int ofCentury = year % 100;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
