package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapRequest.Restatement;
import io.afterclose.portfoliorefresh.gap.GapStore.Existing;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which snapshots that exist are to be made again, and why: an operator's wish, else what changed.
 *
 * @param outdated by portfolio and session, the kinds of change they lack
 * @param restated by portfolio, those for which a wish has been fulfilled already
 */
record Recalculation(
    GapRequest request,
    Map<Long, Map<LocalDate, Set<ChangedInput>>> outdated,
    Map<Long, Set<LocalDate>> restated) {

  /** Those of one portfolio. */
  Map<LocalDate, SnapshotReason> of(Existing portfolio) {
    Map<LocalDate, SnapshotReason> changed = new HashMap<>();
    outdated
        .getOrDefault(portfolio.id(), Map.of())
        .forEach((session, inputs) -> changed.put(session, SnapshotReason.changed(inputs)));
    request.restatement().ifPresent(wish -> changed.putAll(wished(portfolio, wish)));
    return changed;
  }

  private Map<LocalDate, SnapshotReason> wished(Existing portfolio, Restatement wish) {
    Set<LocalDate> done = restated.getOrDefault(portfolio.id(), Set.of());
    Map<LocalDate, SnapshotReason> wished = new HashMap<>();
    portfolio.dates().stream()
        .filter(date -> wish.everyDate() || date.equals(request.target()))
        .filter(date -> !done.contains(date))
        .forEach(date -> wished.put(date, wish.reason()));
    return wished;
  }
}
