package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.refresh.Unpriced;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.run.history.ItemFailure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of some portfolios, valued. Of the values of positions only what is written or told
 * is kept, since there are as many as positions and sessions multiplied.
 */
final class Valuations {

  private static final Logger LOG = LoggerFactory.getLogger(Valuations.class);

  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<Unpriced> unpriced = new ArrayList<>();
  private final Map<Long, PositionValue> newest = new TreeMap<>();
  private final Map<SnapshotStore.Key, long[]> held = new HashMap<>();
  private final Set<Long> notHeld = new TreeSet<>();
  private final Map<Portfolio, ItemFailure> failed;

  private Valuations(Map<Portfolio, ItemFailure> failed) {
    this.failed = failed;
  }

  static Valuations of(SnapshotInputs.Loaded loaded) {
    return of(loaded, SnapshotCalculator::calculate);
  }

  /** Values one portfolio on dates, in their order. */
  @FunctionalInterface
  interface Calculation {
    List<ValuedSnapshot> calculate(
        PortfolioHistory history, MarketData market, List<LocalDate> dates);
  }

  static Valuations of(SnapshotInputs.Loaded loaded, Calculation calculation) {
    Valuations valuations = new Valuations(new LinkedHashMap<>(loaded.failed()));
    loaded
        .histories()
        .forEach(
            (dates, history) -> {
              Portfolio portfolio = dates.portfolio();
              MarketData market = loaded.market().get();
              try {
                valuations.add(history, calculation.calculate(history, market, dates.dates()));
              } catch (InvalidPortfolioException invalid) {
                valuations.failed.put(portfolio, notValued(portfolio, invalid));
              } catch (RuntimeException defect) {
                LOG.error("{} could not be valued", portfolio, defect);
                valuations.failed.put(
                    portfolio,
                    new ItemFailure(portfolio.name(), "INTERNAL_ERROR", defect.toString()));
              }
            });
    return valuations;
  }

  static ItemFailure notValued(Portfolio portfolio, InvalidPortfolioException invalid) {
    return new ItemFailure(portfolio.name(), "NOT_VALUED", String.valueOf(invalid.getMessage()));
  }

  private void add(PortfolioHistory history, List<ValuedSnapshot> valued) {
    Portfolio portfolio = history.portfolio();
    // A portfolio with many dates comes in parts, its newest dates first.
    new NewestValues(valued)
        .byPosition()
        .forEach((position, value) -> newest.merge(position, value, Valuations::newer));
    long[] ids = {};
    for (ValuedSnapshot one : valued) {
      snapshots.add(one.snapshot());
      ids = kept(ids, ids(one.positions()));
      held.put(SnapshotStore.Key.of(one.snapshot()), ids);
      for (Position position : history.positions()) {
        if (Arrays.binarySearch(ids, position.id()) < 0) {
          notHeld.add(position.id());
        }
      }
      LocalDate date = one.snapshot().date();
      unpriced.addAll(unpriced(portfolio, date, one.positions()));
      one.unmatched().forEach(row -> unpriced.add(unmatched(portfolio, date, row)));
    }
  }

  /** Mostly the same are held on each session, so that they are kept once. */
  private static long[] kept(long[] before, long[] ids) {
    return Arrays.equals(before, ids) ? before : ids;
  }

  private static Set<Unpriced> unpriced(
      Portfolio portfolio, LocalDate date, List<PositionValuation> lines) {
    Set<Unpriced> unpriced = new LinkedHashSet<>();
    for (PositionValuation line : lines) {
      if (line.status() == Status.UNPRICED) {
        unpriced.add(unpriced(portfolio, date, line));
      }
    }
    return unpriced;
  }

  private static PositionValue newer(PositionValue left, PositionValue right) {
    return right.date().isAfter(left.date()) ? right : left;
  }

  private static long[] ids(List<PositionValuation> lines) {
    long[] ids = new long[lines.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = lines.get(i).position().id();
    }
    Arrays.sort(ids);
    return ids;
  }

  private static Unpriced unpriced(
      Portfolio portfolio, LocalDate date, PositionValuation valuation) {
    return new Unpriced(
        portfolio,
        date,
        valuation.symbol().text(),
        Objects.requireNonNull(valuation.reason(), "reason").name());
  }

  private static Unpriced unmatched(Portfolio portfolio, LocalDate date, CashMovement row) {
    return new Unpriced(portfolio, date, "cash row " + row.id(), "NO_IMPLIED_" + row.replaces());
  }

  /** In the order of work. */
  List<Snapshot> snapshots() {
    return Collections.unmodifiableList(snapshots);
  }

  List<Long> portfolioIds() {
    return snapshots.stream().map(Snapshot::portfolioId).distinct().toList();
  }

  /** What nothing prices, once for each session. */
  List<Unpriced> unpriced() {
    return Collections.unmodifiableList(unpriced);
  }

  /**
   * Portfolios that cannot be valued; bad data as NOT_VALUED with its reason, a defect of the
   * program as INTERNAL_ERROR with its trace in the log.
   */
  Map<Portfolio, ItemFailure> failed() {
    return Collections.unmodifiableMap(failed);
  }

  /** Whether a snapshot is among them. */
  boolean made(long portfolioId, LocalDate date) {
    return held.containsKey(new SnapshotStore.Key(portfolioId, date));
  }

  /** Whether a position is held in such a snapshot. */
  boolean holds(SnapshotStore.Shown position) {
    long[] ids = held.get(new SnapshotStore.Key(position.portfolioId(), position.date()));
    return ids != null && Arrays.binarySearch(ids, position.positionId()) >= 0;
  }

  /** The positions that are not held in one of the snapshots of their portfolio. */
  Set<Long> notHeld() {
    return Collections.unmodifiableSet(notHeld);
  }

  /** The newest value of each position, by its key. */
  Collection<PositionValue> positionValues() {
    return Collections.unmodifiableCollection(newest.values());
  }
}
