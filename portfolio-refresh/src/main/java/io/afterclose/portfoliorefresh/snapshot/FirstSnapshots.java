package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TransientFailure;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a new portfolio's first snapshot from the prices of the latest usable session. */
public final class FirstSnapshots {

  /** A run may make the same snapshot at the same moment; it is there when that has ended. */
  private static final int ATTEMPTS = 3;

  private final ProcessContext process;

  public FirstSnapshots(ProcessContext process) {
    this.process = process;
  }

  /**
   * The session whose snapshot says what is stored now; empty when no session can be used yet, and
   * where this login writes no snapshots: then a run of the portfolio under the refresh's login
   * makes it.
   */
  public Optional<LocalDate> make(Database database, Portfolio portfolio) {
    if (!new SnapshotStore(database.dataSource(), process.clock()).writable()) {
      return Optional.empty();
    }
    SnapshotComponents components =
        new SnapshotComponents(database.dataSource(), process.calendar(), process.clock());
    Optional<LocalDate> session =
        components
            .planner()
            .newestUsable()
            .filter(date -> holds(components.portfolios(), portfolio, date));
    return session.filter(date -> isMade(components, portfolio, date));
  }

  private static boolean isMade(
      SnapshotComponents components, Portfolio portfolio, LocalDate date) {
    TransactionTemplate transaction = components.repeatableRead();
    for (int attempt = 1; ; attempt++) {
      try {
        return Boolean.TRUE.equals(
            transaction.execute(status -> made(components.work(), portfolio, date)));
      } catch (RuntimeException failed) {
        if (attempt == ATTEMPTS || !isConflict(failed)) {
          throw failed;
        }
      }
    }
  }

  /** Whether another transaction wrote the same. */
  private static boolean isConflict(RuntimeException failed) {
    return TransientFailure.in(failed) && !TransientFailure.ofTheDatabase(failed);
  }

  private static boolean made(SnapshotWork work, Portfolio portfolio, LocalDate date) {
    PortfolioDates first = PortfolioDates.of(portfolio, List.of(date), SnapshotReason.ONBOARDING);
    return work.make(List.of(first), null).failed().isEmpty();
  }

  private static boolean holds(PortfolioStore store, Portfolio portfolio, LocalDate date) {
    return Objects.requireNonNull(
            store.recorded(List.of(portfolio)).get(portfolio.id()), "recorded rows")
        .of(portfolio)
        .positions()
        .stream()
        .anyMatch(position -> position.openOn(date));
  }
}
