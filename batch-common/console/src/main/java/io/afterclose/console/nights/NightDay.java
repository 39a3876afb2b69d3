package io.afterclose.console.nights;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A weekday of the grid.
 *
 * @param closed why the market is closed; null for a session
 * @param earlyClose when it closes, New York time, where it does so before 16:00; else null
 * @param nights of a session, one for each job
 */
record NightDay(
    LocalDate date, @Nullable String closed, @Nullable String earlyClose, List<Night> nights) {

  NightDay {
    nights = List.copyOf(nights);
  }

  /** All that there is of it, in words. */
  String words() {
    if (closed != null) {
      return NewYorkTime.day(date) + ": market closed" + (named() ? ", " + closed : "");
    }
    String jobs =
        nights.stream()
            .filter(Night::told)
            .map(night -> night.job().text() + " " + night.words())
            .collect(Collectors.joining("; "));
    return NewYorkTime.day(date)
        + (earlyClose == null ? "" : ", closes at " + earlyClose + " New York")
        + (jobs.isEmpty() ? "" : ": " + jobs);
  }

  private boolean named() {
    return closed != null && !closed.equals("market closed");
  }

  /** Whether there is anything to choose it for. */
  boolean told() {
    return nights.stream().anyMatch(Night::told);
  }
}
