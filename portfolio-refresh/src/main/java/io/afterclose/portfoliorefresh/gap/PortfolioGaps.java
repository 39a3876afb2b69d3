package io.afterclose.portfoliorefresh.gap;

import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sessions of one portfolio that have to be made, in the order of work: the target first, since
 * its owner waits for it, then newest first. Holes count wherever they are.
 *
 * @param dates the missing sessions
 */
record PortfolioGaps(List<LocalDate> dates) {
  /** Copies. */
  public PortfolioGaps {
    dates = List.copyOf(dates);
  }

  /**
   * The expected sessions without a current snapshot.
   *
   * @param since first day expected: the portfolio's first snapshot, or for a run of that portfolio
   *     alone its earliest entry; empty expects the target only; after the target expects nothing
   * @param current dates whose snapshot exists and is not outdated
   * @param sessions the axis, with all sessions from {@code since} to the target
   * @param target the day of the run, a session of the axis
   */
  public static PortfolioGaps between(
      Optional<LocalDate> since, Set<LocalDate> current, Sessions sessions, LocalDate target) {
    requireOnAxis(sessions, target);
    LocalDate from = since.orElse(target);
    List<LocalDate> missing =
        sessions.dates().stream()
            .filter(date -> !date.isBefore(from) && !date.isAfter(target))
            .filter(date -> !current.contains(date))
            .toList();
    return new PortfolioGaps(newestFirst(missing));
  }

  private static void requireOnAxis(Sessions sessions, LocalDate target) {
    if (sessions.indexOf(target) < 0) {
      throw new IllegalArgumentException(
          "A target on the axis of sessions was expected, found " + target + " and " + sessions);
    }
  }

  private static List<LocalDate> newestFirst(List<LocalDate> ascending) {
    List<LocalDate> newestFirst = new ArrayList<>(ascending);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Only these of the dates. */
  public PortfolioGaps only(Predicate<LocalDate> chosen) {
    return new PortfolioGaps(dates.stream().filter(chosen).toList());
  }

  /** Whether there is nothing to do. */
  public boolean none() {
    return dates.isEmpty();
  }
}
