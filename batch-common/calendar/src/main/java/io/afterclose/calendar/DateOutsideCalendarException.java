package io.afterclose.calendar;

import java.time.LocalDate;

/** A requested date lies outside the calendar's range. */
public final class DateOutsideCalendarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DateOutsideCalendarException(LocalDate requested, LocalDate firstDay, LocalDate lastDay) {
    super(
        "The trading calendar knows the days "
            + firstDay
            + " to "
            + lastDay
            + " and was given "
            + requested
            + "; ask for a date inside, or extend the calendar");
  }
}
