package io.afterclose.quant.price;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An axis of consecutive trading sessions, oldest first, at least one. Prices, returns and windows
 * are counted in its indices; the caller guarantees that no session between two neighbours is left
 * out. Two axes of the same days are equal.
 */
public final class Sessions {
  private final List<LocalDate> dates;
  private final long[] epochDays;

  private Sessions(List<LocalDate> dates) {
    this.dates = dates;
    this.epochDays = dates.stream().mapToLong(LocalDate::toEpochDay).toArray();
  }

  /**
   * Lays the axis.
   *
   * @throws IllegalArgumentException if there is no date or the dates do not ascend strictly
   */
  public static Sessions of(List<LocalDate> dates) {
    List<LocalDate> copy = List.copyOf(dates);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("At least one session was expected, found none");
    }
    for (int i = 1; i < copy.size(); i++) {
      requireAscending(copy.get(i - 1), copy.get(i));
    }
    return new Sessions(copy);
  }

  private static void requireAscending(LocalDate earlier, LocalDate later) {
    if (!earlier.isBefore(later)) {
      throw new IllegalArgumentException(
          "Sessions in strictly ascending order were expected, found "
              + later
              + " after "
              + earlier);
    }
  }

  /** How many sessions. */
  public int size() {
    return epochDays.length;
  }

  /** The session at an index from 0, the oldest, to size − 1. */
  public LocalDate at(int index) {
    return dates.get(index);
  }

  /** The index of a date, −1 if it is not on the axis. */
  public int indexOf(LocalDate date) {
    return indexOf(date.toEpochDay());
  }

  /** The index of a date given as days since 1970-01-01, −1 if it is not on the axis. */
  public int indexOf(long epochDay) {
    return Math.max(Arrays.binarySearch(epochDays, epochDay), -1);
  }

  /** The index of the newest session on or before a day, −1 if all are after it. */
  public int floorIndex(LocalDate day) {
    int found = Arrays.binarySearch(epochDays, day.toEpochDay());
    return found >= 0 ? found : -found - 2;
  }

  /** The index of the oldest session on or after a day, the size if all are before it. */
  public int ceilingIndex(LocalDate day) {
    int found = Arrays.binarySearch(epochDays, day.toEpochDay());
    return found >= 0 ? found : -found - 1;
  }

  /** The oldest session. */
  public LocalDate first() {
    return at(0);
  }

  /** The newest session. */
  public LocalDate last() {
    return at(size() - 1);
  }

  /** All sessions, oldest first, unmodifiable. */
  public List<LocalDate> dates() {
    return dates;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Sessions that && Arrays.equals(epochDays, that.epochDays));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(epochDays);
  }

  @Override
  public String toString() {
    return size() + " sessions " + first() + ".." + last();
  }
}
