package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of a plan was done; a portfolio counts once, however many parts its sessions have. */
final class PhaseTally {

  private final Set<Long> processed = new HashSet<>();
  private final Set<Long> failed = new HashSet<>();
  private int due;
  private int done;
  private int failedDates;
  private int written;
  private int partial;
  private int backfilled;

  void clear() {
    processed.clear();
    failed.clear();
    due = 0;
    done = 0;
    failedDates = 0;
    written = 0;
    partial = 0;
    backfilled = 0;
  }

  void planned(GapPlan plan) {
    due = plan.snapshots();
  }

  void add(List<PortfolioDates> work, LocalDate target, WorkResult result) {
    for (PortfolioDates dates : work) {
      processed.add(dates.portfolio().id());
      done += dates.due().size();
      if (result.failed().containsKey(dates.portfolio())) {
        failed.add(dates.portfolio().id());
        failedDates += dates.due().size();
      } else {
        backfilled += (int) dates.dates().stream().filter(date -> !date.equals(target)).count();
      }
    }
    written += result.written();
    partial += result.partial();
  }

  int processed() {
    return processed.size();
  }

  int failed() {
    return failed.size();
  }

  int written() {
    return written;
  }

  int partial() {
    return partial;
  }

  int backfilled() {
    return backfilled;
  }

  /** Snapshots looked at. */
  int done() {
    return done;
  }

  /** Snapshots of portfolios that failed. */
  int failedDates() {
    return failedDates;
  }

  /** Snapshots that the run did not come to. */
  int left() {
    return Math.max(0, due - done);
  }
}
