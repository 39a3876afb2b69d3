package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.LotChanges.Settled;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionRoots;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the snapshots of which an input changed after it was read, from the logs of changes alone.
 * Whether a change affects a snapshot is decided by what is known now; what was known then may
 * differ, but then by a change of its own that is logged as well.
 */
final class OutdatedSnapshots {

  private final TradingCalendar calendar;
  private final ChangeStore store;

  OutdatedSnapshots(TradingCalendar calendar, ChangeStore store) {
    this.calendar = calendar;
    this.store = store;
  }

  /** The outdated ones by portfolio and session, with the kinds of change they lack. */
  Map<Long, Map<LocalDate, Set<ChangedInput>>> find(KeyRange range, LocalDate upTo) {
    OldestSnapshots read = store.oldestRead(range, upTo);
    if (read.none()) {
      return Map.of();
    }
    List<UserChange> recorded = store.lateRecorded(read, range);
    Map<String, LocalDate> symbols = store.lateMarket(read);
    OptionRoots roots = symbols.isEmpty() ? OptionRoots.NONE_LISTED : store.optionRoots();
    List<LotRef> lots = symbols.isEmpty() ? List.of() : store.lots(symbols.keySet(), roots, range);
    if (recorded.isEmpty() && lots.isEmpty()) {
      return Map.of();
    }
    Outdated outdated = new Outdated(store.readSnapshots(portfolios(recorded, lots), upTo));
    recorded.forEach(outdated::add);
    if (!lots.isEmpty()) {
      MarketChanges market = market(symbols, lots, roots, upTo);
      Set<Settled> settled = store.settled(lots);
      lots.forEach(lot -> outdated.add(lot, new LotChanges(lot, market, roots, settled)));
    }
    return outdated.found;
  }

  private static Set<Long> portfolios(List<UserChange> recorded, List<LotRef> lots) {
    Set<Long> portfolios = new HashSet<>();
    recorded.forEach(change -> portfolios.add(change.portfolioId()));
    lots.forEach(lot -> portfolios.add(lot.portfolioId()));
    return portfolios;
  }

  private MarketChanges market(
      Map<String, LocalDate> symbols, List<LotRef> lots, OptionRoots roots, LocalDate upTo) {
    Map<String, LocalDate> since = new TreeMap<>();
    symbols.forEach((symbol, first) -> since.put(symbol, staleSince(first)));
    for (LotRef lot : lots) {
      LocalDate own = since.get(lot.symbol());
      lot.settlementShare(roots)
          .filter(share -> own != null)
          .ifPresent(share -> since.merge(share, own, OutdatedSnapshots::earlier));
    }
    LocalDate first = earlier(Collections.min(since.values()), staleSince(upTo));
    MarketChanges market = new MarketChanges(Sessions.of(calendar.sessions(first, upTo)));
    store.closes(since, upTo, market::add);
    store.actions(symbols.keySet(), market::add);
    return market;
  }

  /** The oldest session whose close may stand in for a day's. */
  private LocalDate staleSince(LocalDate day) {
    return EarlierSessions.back(calendar, Position.STALE_SESSIONS, day);
  }

  private static LocalDate earlier(LocalDate first, LocalDate second) {
    return first.isBefore(second) ? first : second;
  }

  private static final class Outdated {
    private final Map<Long, NavigableMap<LocalDate, DbSnapshot>> readings;
    private final Map<Long, Map<LocalDate, Set<ChangedInput>>> found = new HashMap<>();

    private Outdated(Map<Long, NavigableMap<LocalDate, DbSnapshot>> readings) {
      this.readings = readings;
    }

    private void add(UserChange change) {
      of(change.portfolioId())
          .tailMap(change.from(), true)
          .forEach(
              (session, reading) -> {
                if (change.outdates(session, reading)) {
                  add(change.portfolioId(), session, Set.of(change.input()));
                }
              });
    }

    private void add(LotRef lot, LotChanges changes) {
      of(lot.portfolioId())
          .tailMap(lot.entry(), true)
          .forEach(
              (session, reading) ->
                  add(lot.portfolioId(), session, changes.missedBy(reading, session)));
    }

    private NavigableMap<LocalDate, DbSnapshot> of(long portfolioId) {
      return readings.getOrDefault(portfolioId, Collections.emptyNavigableMap());
    }

    private void add(long portfolioId, LocalDate session, Set<ChangedInput> inputs) {
      if (!inputs.isEmpty()) {
        found
            .computeIfAbsent(portfolioId, unseen -> new HashMap<>())
            .computeIfAbsent(session, unseen -> EnumSet.noneOf(ChangedInput.class))
            .addAll(inputs);
      }
    }
  }
}
