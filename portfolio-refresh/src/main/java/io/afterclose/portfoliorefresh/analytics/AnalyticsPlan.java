package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.figure.FigureDueStore.Due;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfolio.snapshot.SnapshotReason.Kind;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.PortfolioPlan;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which figures are due: of sessions whose snapshot was added or changed, or of which something
 * changed that the figures read. The newest sessions come first.
 */
final class AnalyticsPlan implements PortfolioPlan {

  /** So many that no usual run leaves any, so few that a plan fits into memory. */
  private static final int MOST = 100_000;

  private final boolean calculated;
  private final FigureDueStore store;
  private final TransactionTemplate committed;
  private final TransactionTemplate oneState;
  private volatile String state = "";

  /**
   * @param calculated whether anything is; else all stays due
   * @param committed a READ COMMITTED transaction
   * @param oneState a transaction that sees one state of the database
   */
  AnalyticsPlan(
      boolean calculated,
      FigureDueStore store,
      TransactionTemplate committed,
      TransactionTemplate oneState) {
    this.calculated = calculated;
    this.store = store;
    this.committed = committed;
    this.oneState = oneState;
  }

  /** The transactions that the last plan saw, as PostgreSQL's pg_snapshot. */
  String state() {
    return state;
  }

  @Override
  public GapPlan plan(GapRequest request) {
    if (!calculated) {
      return new GapPlan(List.of(), List.of(), List.of());
    }
    committed.executeWithoutResult(
        status ->
            store.handOn(
                request.target(),
                FactorEtfs.SPY.text(),
                FactorEtfs.ALL.stream().map(Symbol::text).toList()));
    return Objects.requireNonNull(oneState.execute(status -> due(request)), "plan");
  }

  private GapPlan due(GapRequest request) {
    state = store.state();
    Map<Long, List<DueDate>> dates = new TreeMap<>();
    Map<Long, Portfolio> portfolios = new TreeMap<>();
    for (Due due : store.due(request.range(), request.target(), MOST)) {
      portfolios.put(due.portfolio().id(), due.portfolio());
      dates
          .computeIfAbsent(due.portfolio().id(), none -> new ArrayList<>())
          .add(
              new DueDate(
                  due.date(), new SnapshotReason(Kind.CHANGED, String.join("+", due.causes()))));
    }
    return new GapPlan(
        dates.entrySet().stream()
            .map(
                entry ->
                    new PortfolioDates(
                        Objects.requireNonNull(portfolios.get(entry.getKey())), entry.getValue()))
            .toList(),
        List.of(),
        List.of());
  }
}
