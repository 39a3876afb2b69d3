package io.afterclose.calendar;

import java.time.LocalDate;

/** A date was asked about that the calendar does not know, so that it has no answer. */
public final class DateOutsideCalendarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DateOutsideCalendarException(LocalDate asked, LocalDate firstDay, LocalDate lastDay) {
    super(
        "The trading calendar knows the days "
            + firstDay
            + " to "
            + lastDay
            + " and was asked about "
            + asked
            + "; ask for a date inside, or extend the calendar");
  }
}
