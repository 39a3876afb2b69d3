package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * What a run is to do for one portfolio.
 *
 * @param due the sessions to make snapshots of, in the order of work, each once
 */
public record PortfolioDates(Portfolio portfolio, List<DueDate> due) {

  public PortfolioDates {
    due = List.copyOf(due);
  }

  /** Sessions that are all due for one reason. */
  public static PortfolioDates of(
      Portfolio portfolio, Collection<LocalDate> dates, SnapshotReason reason) {
    return new PortfolioDates(
        portfolio, dates.stream().map(date -> new DueDate(date, reason)).toList());
  }

  /** The sessions, in the order of work. */
  public List<LocalDate> dates() {
    return due.stream().map(DueDate::date).toList();
  }
}
