package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.text.Printable;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;

/** Days on which something can have happened: within the calendar's range and not in the future. */
public final class StatedDay {

  private StatedDay() {}

  /** The day of an option's value. */
  public static LocalDate of(ProcessContext process, String option, String text) {
    LocalDate day = OptionValues.date(option, text);
    LocalDate first = process.calendar().firstDay();
    LocalDate today = LocalDate.ofInstant(process.clock().instant(), TradingCalendar.NEW_YORK);
    if (day.isBefore(first) || day.isAfter(today)) {
      throw OptionValues.refused(
          option
              + " "
              + Printable.quoted(text)
              + ": expected a day from "
              + first
              + " to today, "
              + today);
    }
    return day;
  }
}
