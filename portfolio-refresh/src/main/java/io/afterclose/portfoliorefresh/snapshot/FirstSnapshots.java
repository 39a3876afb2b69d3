package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.keeping.FirstSnapshot;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a new portfolio's first snapshot from the prices of the latest usable session. */
public final class FirstSnapshots implements FirstSnapshot {

  private final ProcessContext process;

  public FirstSnapshots(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Optional<LocalDate> make(Database database, Portfolio portfolio) {
    SnapshotComponents composition =
        new SnapshotComponents(database.dataSource(), process.calendar(), process.clock());
    Optional<LocalDate> session =
        composition
            .planner()
            .newestUsable()
            .filter(date -> holds(composition.portfolios(), portfolio, date));
    TransactionTemplate transaction = composition.oneState();
    return session.filter(
        date ->
            Boolean.TRUE.equals(
                transaction.execute(status -> made(composition.maker(), portfolio, date))));
  }

  private static boolean made(SnapshotMaker maker, Portfolio portfolio, LocalDate date) {
    PortfolioDates first = PortfolioDates.of(portfolio, List.of(date), SnapshotReason.ONBOARDING);
    return maker.make(List.of(first), null).written() > 0;
  }

  private static boolean holds(PortfolioStore store, Portfolio portfolio, LocalDate date) {
    return Objects.requireNonNull(
            store.stated(List.of(portfolio)).get(portfolio.id()), "stated rows")
        .of(portfolio)
        .positions()
        .stream()
        .anyMatch(position -> position.openOn(date));
  }
}
