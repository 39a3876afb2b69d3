package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.PortfolioStore.StatedRows;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfolio.snapshot.SnapshotReason.Kind;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the snapshots of some portfolios: a few queries for all of them, then arithmetic, then one
 * bulk write. To be called in one transaction that sees one state of the inputs.
 */
public final class SnapshotMaker {

  private final PortfolioStore portfolios;
  private final MarketDataLoader market;
  private final SnapshotStore snapshots;

  public SnapshotMaker(
      PortfolioStore portfolios, MarketDataLoader market, SnapshotStore snapshots) {
    this.portfolios = portfolios;
    this.market = market;
    this.snapshots = snapshots;
  }

  /**
   * What became of the portfolios.
   *
   * @param written snapshots that were added, revisions among them
   * @param failed portfolios whose data cannot be valued, with the reason
   */
  public record Made(int written, Map<Portfolio, String> failed) {}

  /**
   * Makes the snapshots and shows the newest value of each position on it. A portfolio that cannot
   * be valued, for whatever reason, is left out and told. A snapshot whose inputs are the same is
   * not written again unless it is to be restated; where a change was logged, it is noted that the
   * snapshot was found current.
   */
  public Made make(List<PortfolioDates> work, @Nullable Long jobExecutionId) {
    Map<Portfolio, String> failed = new LinkedHashMap<>();
    Map<PortfolioDates, PortfolioHistory> histories = histories(work, failed);
    if (histories.isEmpty()) {
      return new Made(0, failed);
    }
    Set<LocalDate> dates =
        histories.keySet().stream()
            .flatMap(one -> one.dates().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    MarketData data = market.load(histories.values(), dates);
    List<ValuedSnapshot> valued = new ArrayList<>();
    histories.forEach(
        (one, history) -> {
          try {
            valued.addAll(value(one, history, data));
          } catch (RuntimeException itsOwn) {
            failed.put(one.portfolio(), String.valueOf(itsOwn.getMessage()));
          }
        });
    int written = add(valued, new Reasons(work), dates, jobExecutionId);
    updatePositionValues(valued);
    return new Made(written, failed);
  }

  private Map<PortfolioDates, PortfolioHistory> histories(
      List<PortfolioDates> work, Map<Portfolio, String> failed) {
    Map<Long, StatedRows> stated =
        portfolios.stated(work.stream().map(PortfolioDates::portfolio).toList());
    Map<PortfolioDates, PortfolioHistory> histories = new LinkedHashMap<>();
    for (PortfolioDates one : work) {
      try {
        histories.put(
            one, Objects.requireNonNull(stated.get(one.portfolio().id())).of(one.portfolio()));
      } catch (IllegalArgumentException contradictory) {
        failed.put(one.portfolio(), String.valueOf(contradictory.getMessage()));
      }
    }
    return histories;
  }

  private static List<ValuedSnapshot> value(
      PortfolioDates one, PortfolioHistory history, MarketData data) {
    return one.dates().stream()
        .map(date -> SnapshotCalculator.calculate(history, data, date))
        .toList();
  }

  /** Why each snapshot is made. */
  private static final class Reasons {
    private final Map<SnapshotStore.Key, SnapshotReason> byKey = new HashMap<>();

    private Reasons(List<PortfolioDates> work) {
      for (PortfolioDates one : work) {
        one.due()
            .forEach(
                due ->
                    byKey.put(
                        new SnapshotStore.Key(one.portfolio().id(), due.date()), due.reason()));
      }
    }

    private SnapshotReason of(SnapshotStore.Key key) {
      return Objects.requireNonNull(byKey.get(key), "reason");
    }
  }

  private int add(
      List<ValuedSnapshot> valued,
      Reasons reasons,
      Collection<LocalDate> dates,
      @Nullable Long jobExecutionId) {
    List<Long> keys = valued.stream().map(one -> one.snapshot().portfolioId()).distinct().toList();
    Map<SnapshotStore.Key, SnapshotStore.Latest> latest = snapshots.latest(keys, dates);
    List<SnapshotStore.Row> rows = new ArrayList<>();
    List<SnapshotStore.Key> current = new ArrayList<>();
    for (ValuedSnapshot one : valued) {
      SnapshotStore.Key key = SnapshotStore.Key.of(one.snapshot());
      SnapshotReason reason = reasons.of(key);
      if (reason.kind() == Kind.RESTATED || changed(one.snapshot(), latest.get(key))) {
        rows.add(row(one.snapshot(), latest.get(key), reason));
      } else if (reason.kind() == Kind.CHANGED) {
        current.add(key);
      }
    }
    snapshots.add(rows, jobExecutionId);
    snapshots.foundCurrent(current, jobExecutionId);
    return rows.size();
  }

  private static boolean changed(Snapshot snapshot, SnapshotStore.@Nullable Latest latest) {
    return latest == null || !latest.fingerprint().equals(snapshot.fingerprint());
  }

  private static SnapshotStore.Row row(
      Snapshot snapshot, SnapshotStore.@Nullable Latest latest, SnapshotReason reason) {
    return new SnapshotStore.Row(
        snapshot, latest == null ? 1 : latest.revision() + 1, reason.text());
  }

  /** Each position's newest value, whatever else of it was made, in one write. */
  private void updatePositionValues(List<ValuedSnapshot> valued) {
    Map<Long, PositionValue> newest = new TreeMap<>();
    for (ValuedSnapshot one : valued) {
      for (PositionValuation position : one.positions()) {
        newest.merge(
            position.position().id(),
            value(one.snapshot().date(), position),
            (first, second) -> first.date().isAfter(second.date()) ? first : second);
      }
    }
    snapshots.updatePositionValues(newest.values());
  }

  private static PositionValue value(LocalDate date, PositionValuation valuation) {
    return new PositionValue(
        valuation.position().id(),
        date,
        valuation.price(),
        valuation.priceDate(),
        valuation.value().map(Money::toCents).orElse(null),
        valuation.unrealizedPnl().map(Money::toCents).orElse(null));
  }
}
