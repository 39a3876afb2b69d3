package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.PositionValuer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Positions that show a value of a day on which they turned out not to be held: they are to show
 * the one of the last session on which they were, or none where there is no such session.
 */
final class LeftPositions {

  private final SnapshotStore store;
  private final TradingCalendar calendar;
  private final MarketDataLoader market;

  LeftPositions(SnapshotStore store, TradingCalendar calendar, MarketDataLoader market) {
    this.store = store;
    this.calendar = calendar;
    this.market = market;
  }

  /** What such a position was held in, and until when. */
  private record Left(PortfolioHistory history, Position position, Optional<LocalDate> lastHeld) {}

  /** Corrects what they show, where the snapshot of the shown day is among those just made. */
  void correct(SnapshotInputs.Loaded loaded, Valuations valuations) {
    List<SnapshotStore.Shown> shown =
        store.shownOn(valuations.notHeld(), loaded.dates()).stream()
            .filter(position -> valuations.made(position.portfolioId(), position.date()))
            .filter(position -> !valuations.holds(position))
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    List<Left> left = left(loaded, shown);
    store.clearPositionValues(left.stream().map(one -> one.position().id()).toList());
    store.updatePositionValues(loaded.portfolios(), lastValues(left));
  }

  private List<Left> left(SnapshotInputs.Loaded loaded, List<SnapshotStore.Shown> shown) {
    Map<Long, LocalDate> dates =
        shown.stream()
            .collect(Collectors.toMap(SnapshotStore.Shown::positionId, SnapshotStore.Shown::date));
    List<Left> left = new ArrayList<>();
    for (PortfolioHistory history : loaded.histories().values()) {
      for (Position position : history.positions()) {
        LocalDate date = dates.get(position.id());
        if (date != null) {
          left.add(
              new Left(
                  history, position, lastHeld(history, position, loaded.market().get(), date)));
        }
      }
    }
    return left;
  }

  private Optional<LocalDate> lastHeld(
      PortfolioHistory history, Position position, MarketData known, LocalDate day) {
    return PositionValuer.end(history, position, known, day)
        .map(end -> calendar.lastSessions(1, end.minusDays(1)).get(0))
        .filter(last -> !last.isBefore(position.entryDate()));
  }

  private Collection<PositionValue> lastValues(List<Left> left) {
    Set<LocalDate> sessions =
        left.stream().flatMap(one -> one.lastHeld().stream()).collect(Collectors.toSet());
    if (sessions.isEmpty()) {
      return List.of();
    }
    MarketData then = market.load(left.stream().map(Left::history).distinct().toList(), sessions);
    Map<Long, PositionValue> values = new TreeMap<>();
    for (Left one : left) {
      one.lastHeld()
          .flatMap(session -> value(one, then, session))
          .ifPresent(value -> values.put(value.positionId(), value));
    }
    return values.values();
  }

  private static Optional<PositionValue> value(Left left, MarketData then, LocalDate session) {
    return NewestValues.of(
        session,
        PositionValuer.valueOpen(left.history(), then, session).stream()
            .filter(valuation -> valuation.position().equals(left.position()))
            .toList());
  }
}
