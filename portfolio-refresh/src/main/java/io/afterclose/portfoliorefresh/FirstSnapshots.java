package io.afterclose.portfoliorefresh;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.onboarding.FirstSnapshot;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioDates;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.portfoliorefresh.portfolio.SnapshotReason;
import io.afterclose.portfoliorefresh.snapshot.SnapshotMaker;
import io.afterclose.run.launch.Surroundings;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a new portfolio's first snapshot from the prices of the latest usable session. */
final class FirstSnapshots implements FirstSnapshot {

  private final Surroundings surroundings;

  FirstSnapshots(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Optional<LocalDate> make(Database database, Portfolio portfolio) {
    Composition composition =
        new Composition(database.dataSource(), surroundings.calendar(), surroundings.clock());
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
