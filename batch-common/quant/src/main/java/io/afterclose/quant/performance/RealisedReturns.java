package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Daily time-weighted returns of one portfolio, ascending, each a fraction or the reason why there
 * is none. The first one is that from the start, the session whose value is the base, to the first
 * day. The caller gives every session of the record: one that is left out would be taken for none.
 */
public final class RealisedReturns {
  private final LocalDate start;
  private final List<Day> days;

  /** A return of one session. */
  public record Day(LocalDate date, Figure<Double> value) {}

  private RealisedReturns(LocalDate start, List<Day> days) {
    this.start = start;
    this.days = days;
  }

  /**
   * Returns from a base on.
   *
   * @throws IllegalArgumentException if the dates do not ascend strictly from the start on
   */
  public static RealisedReturns of(LocalDate start, List<Day> days) {
    LocalDate before = start;
    for (Day day : days) {
      if (!day.date().isAfter(before)) {
        throw new IllegalArgumentException(
            "Ascending dates were expected, found " + day.date() + " after " + before);
      }
      before = day.date();
    }
    return new RealisedReturns(start, List.copyOf(days));
  }

  /**
   * The returns of the last record in these days: from the last day before which there was nothing.
   * A portfolio that was emptied and funded again starts anew.
   *
   * @param start the session before the first day
   */
  public static RealisedReturns lastRecord(LocalDate start, List<ValuedDay> days) {
    int from = 0;
    for (int i = 0; i < days.size(); i++) {
      from = days.get(i).opensRecord() ? i : from;
    }
    LocalDate base = from == 0 ? start : days.get(from - 1).date();
    return of(
        base,
        days.subList(from, days.size()).stream()
            .map(day -> new Day(day.date(), day.timeWeighted()))
            .toList());
  }

  /** The session whose value is the base of the first return. */
  public LocalDate start() {
    return start;
  }

  /** The last day; the start if there is no return. */
  public LocalDate end() {
    return days.isEmpty() ? start : days.get(days.size() - 1).date();
  }

  /** The days, ascending, unmodifiable. */
  public List<Day> days() {
    return days;
  }

  /** How many sessions, with or without a return. */
  public int size() {
    return days.size();
  }

  /**
   * The returns after one session up to another: what could be known at the close of {@code to}.
   *
   * @param from the base: the newest session on or before it; unknown if the record starts later
   */
  public Figure<RealisedReturns> between(LocalDate from, LocalDate to) {
    if (from.isBefore(start)) {
      return Figure.unknown(
          Reason.RECORD_TOO_SHORT,
          "a value on or before " + from + " is needed, the record starts " + start,
          size());
    }
    LocalDate base = start;
    List<Day> part = new ArrayList<>();
    for (Day day : days) {
      if (!day.date().isAfter(from)) {
        base = day.date();
      } else if (!day.date().isAfter(to)) {
        part.add(day);
      }
    }
    return Figure.of(new RealisedReturns(base, List.copyOf(part)), part.size());
  }

  /** The returns of a period that ends with the last day. */
  public Figure<RealisedReturns> over(PerformancePeriod period) {
    return between(period.base(start, end()), end());
  }

  /**
   * All returns; unknown, with the reason and the day, if one of them is. At least one is needed.
   */
  public Figure<double[]> values() {
    if (days.isEmpty()) {
      return Figure.unknown(Reason.INSUFFICIENT_DATA, "no session after " + start, 0);
    }
    double[] values = new double[days.size()];
    for (int t = 0; t < values.length; t++) {
      Day day = days.get(t);
      if (day.value() instanceof Unknown<Double> unknown) {
        return Figure.unknown(
            Reason.MISSING_RETURN,
            day.date() + " has none: " + unknown.reason() + ", " + unknown.detail(),
            values.length);
      }
      values[t] = day.value().get();
    }
    return Figure.of(values, values.length);
  }
}
