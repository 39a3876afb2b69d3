package io.afterclose.console.nights;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.history.page.Outcome;
import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nights of a span: what the calendar knows, filled with what there is. */
final class Nights {

  private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);

  /** When the night of a session begins, in New York. */
  private static final LocalTime BEGIN = LocalTime.of(21, 0);

  /** No market was ever closed for so many days in a row that the calendar knows. */
  private static final int LONGEST_CLOSURE = 14;

  /** So many sessions a run of the portfolios makes up. */
  private static final int MADE_UP = 10;

  private final NightStore store;
  private final TradingCalendar calendar;
  private final Clock clock;

  Nights(NightStore store, TradingCalendar calendar, Clock clock) {
    this.store = store;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The newest session that is over. */
  LocalDate latestSession() {
    return calendar.latestCompletedSession(clock.instant());
  }

  /**
   * A night that is to come.
   *
   * @param at when it begins
   */
  record Due(LocalDate session, Instant at) {}

  /**
   * The next night by the calendar, whether or not a schedule starts it; empty at the calendar's
   * end.
   */
  Optional<Due> next() {
    Instant now = clock.instant();
    LocalDate from = calendar.withinRange(LocalDate.ofInstant(now, TradingCalendar.NEW_YORK));
    LocalDate to = from.plusDays(LONGEST_CLOSURE);
    LocalDate last = to.isAfter(calendar.lastDay()) ? calendar.lastDay() : to;
    return from.isAfter(last)
        ? Optional.empty()
        : calendar.sessions(from, last).stream()
            .map(
                session ->
                    new Due(
                        session,
                        session.atTime(BEGIN).atZone(TradingCalendar.NEW_YORK).toInstant()))
            .filter(night -> night.at().isAfter(now))
            .findFirst();
  }

  /** The weekdays of a span, both ends included, oldest first. */
  List<NightDay> days(LocalDate from, LocalDate to) {
    LocalDate first = calendar.withinRange(from);
    LocalDate last = to.isAfter(calendar.lastDay()) ? calendar.lastDay() : to;
    List<LocalDate> sessions = new ArrayList<>(calendar.sessions(first, last));
    LocalDate latest = latestSession();
    for (LocalDate next = last; sessions.size() > 0 && next.isBefore(latest); ) {
      next = calendar.nextSession(next);
      sessions.add(next);
      if (calendar.sessions(last, next).size() > MADE_UP) {
        break;
      }
    }
    Map<JobName, NightStore.OfJob> found = store.nights(sessions);
    List<NightDay> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        days.add(day(day, found, latest));
      }
    }
    return days;
  }

  private NightDay day(LocalDate date, Map<JobName, NightStore.OfJob> found, LocalDate latest) {
    if (!calendar.isSession(date)) {
      return new NightDay(date, HolidayName.of(date), null, List.of());
    }
    LocalTime close = calendar.closeOf(date).toLocalTime();
    List<Night> nights = new ArrayList<>();
    for (JobName job : JobName.values()) {
      NightStore.OfJob there = found.getOrDefault(job, new NightStore.OfJob(null, new TreeMap<>()));
      nights.add(night(job, date, there, latest));
    }
    return new NightDay(
        date, null, close.isBefore(REGULAR_CLOSE) ? close.toString() : null, nights);
  }

  private Night night(JobName job, LocalDate date, NightStore.OfJob there, LocalDate latest) {
    RunRow run = there.nights().get(date);
    if (run != null) {
      return new Night(job, date, Night.State.RAN, run, null);
    }
    if (date.isAfter(latest)) {
      return new Night(job, date, Night.State.TO_COME, null, null);
    }
    if (there.first() == null || date.isBefore(there.first())) {
      return new Night(job, date, Night.State.BEFORE, null, null);
    }
    LocalDate leftTo = job == JobName.PORTFOLIO_REFRESH ? madeUpBy(date, there.nights()) : null;
    if (leftTo != null) {
      return new Night(job, date, Night.State.LEFT_TO_LATER, null, leftTo);
    }
    boolean today = date.equals(clock.instant().atZone(TradingCalendar.NEW_YORK).toLocalDate());
    return new Night(job, date, today ? Night.State.DUE : Night.State.MISSING, null, null);
  }

  private @Nullable LocalDate madeUpBy(LocalDate date, SortedMap<LocalDate, RunRow> nights) {
    return nights.tailMap(date).values().stream()
        .filter(run -> run.outcome() == Outcome.COMPLETED || run.outcome() == Outcome.WARNINGS)
        .map(run -> run.target().date())
        .findFirst()
        .filter(later -> calendar.sessions(date, later).size() <= MADE_UP + 1)
        .orElse(null);
  }
}
