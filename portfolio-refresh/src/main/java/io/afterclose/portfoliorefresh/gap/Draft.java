package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one portfolio may lack, before it is known of all sessions whether they are expected.
 *
 * @param gaps sessions without a current snapshot
 * @param changed why those that exist are to be made again; the rest is missing
 * @param expected which sessions are expected, as far as it is known
 */
record Draft(
    Portfolio portfolio,
    PortfolioGaps gaps,
    Map<LocalDate, SnapshotReason> changed,
    ExpectedSessions expected) {

  /** Missing sessions of which only cash can say whether they are expected. */
  List<LocalDate> undecided() {
    return gaps.only(date -> !changed.containsKey(date) && !expected.on(date)).dates();
  }

  /** What is expected or to be made again. */
  PortfolioGaps due() {
    return gaps.only(date -> changed.containsKey(date) || expected.on(date));
  }

  /** The day before the oldest session that is due; the target where none is. */
  LocalDate completeTo(LocalDate target) {
    List<LocalDate> newestFirst = due().dates();
    return newestFirst.isEmpty() ? target : newestFirst.get(newestFirst.size() - 1).minusDays(1);
  }

  /** The chosen ones of what is due, each with its reason. */
  PortfolioDates due(Predicate<LocalDate> chosen) {
    return new PortfolioDates(
        portfolio,
        due().only(chosen).dates().stream()
            .map(date -> new DueDate(date, changed.getOrDefault(date, SnapshotReason.MISSING)))
            .toList());
  }
}
