package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.gap.LotChanges.Settled;
import io.afterclose.portfoliorefresh.valuation.CloseWindow;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.SessionDays;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionRoots;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the snapshots of which an input changed after it was read, from the logs of changes alone.
 * Whether a change affects a snapshot is decided by what is known now; what was known then may
 * differ, but then by a change of its own that is logged as well.
 */
final class OutdatedSnapshots {

  private final TradingCalendar calendar;
  private final ChangeStore store;
  private final MarkStore marks;

  OutdatedSnapshots(TradingCalendar calendar, ChangeStore store, MarkStore marks) {
    this.calendar = calendar;
    this.store = store;
    this.marks = marks;
  }

  /**
   * What came late.
   *
   * @param outdated by portfolio and session, the kinds of change that the snapshot lacks
   * @param since the first day that a change of a portfolio concerns, whether or not one of its
   *     snapshots lacks it
   */
  record Late(Map<Long, Map<LocalDate, Set<ChangedInput>>> outdated, Map<Long, LocalDate> since) {

    static final Late NOTHING = new Late(Map.of(), Map.of());
  }

  /** Finds it for the portfolios of a range. */
  Late find(KeyRange range, LocalDate upTo) {
    OldestSnapshots read = marks.oldestRead(range, upTo);
    if (read.none()) {
      return Late.NOTHING;
    }
    List<UserChange> recorded = store.lateRecorded(read, range);
    Map<String, LocalDate> symbols = store.lateMarket(read);
    OptionRoots roots = symbols.isEmpty() ? OptionRoots.NONE_LISTED : store.optionRoots();
    RelatedSymbols related = symbols.isEmpty() ? new RelatedSymbols() : store.relatedSymbols();
    List<LotRef> lots =
        symbols.isEmpty() ? List.of() : store.lots(related.of(symbols.keySet()), roots, range);
    if (recorded.isEmpty() && lots.isEmpty()) {
      return Late.NOTHING;
    }
    Map<Long, LocalDate> since = concernedSince(recorded, lots, symbols);
    Outdated outdated =
        new Outdated(store.readSnapshots(since.keySet(), Collections.min(since.values()), upTo));
    recorded.forEach(outdated::add);
    if (!lots.isEmpty()) {
      marketChanges(symbols, lots, stated(lots, related, roots), roots, upTo)
          .forEach(outdated::add);
    }
    return new Late(outdated.found, since);
  }

  private List<LotChanges> marketChanges(
      Map<String, LocalDate> late,
      List<LotRef> lots,
      Set<String> stated,
      OptionRoots roots,
      LocalDate upTo) {
    MarketChanges market = new MarketChanges(axis(late.values(), upTo), SessionDays.of(calendar));
    store.actions(stated, market::add);
    Set<Settled> settled = store.settled(lots);
    List<LotChanges> changes =
        lots.stream().map(lot -> new LotChanges(lot, market, roots, settled)).toList();
    Map<String, LocalDate> since = since(late, changes);
    store.closes(since, upTo, market::add);
    market.closesKnownSince(since);
    List<CloseWindow<String>> carried = carried(late, changes, since);
    if (!carried.isEmpty()) {
      store.latestCloses(carried, market::add);
    }
    return changes;
  }

  /** From five sessions before the first change to a week after the newest snapshot. */
  private Sessions axis(Collection<LocalDate> late, LocalDate upTo) {
    LocalDate first = earlier(staleSince(Collections.min(late)), staleSince(upTo));
    return Sessions.of(calendar.sessions(first, upTo.plusDays(MarketDataLoader.DAYS_AFTER)));
  }

  /** Whose actions decide what the lots read. */
  private static Set<String> stated(List<LotRef> lots, RelatedSymbols related, OptionRoots roots) {
    return related.of(
        lots.stream().flatMap(lot -> lot.statedSymbols(roots)).collect(Collectors.toSet()));
  }

  /** The closes that a lot may read, each from the first one that may have changed. */
  private Map<String, LocalDate> since(Map<String, LocalDate> late, List<LotChanges> changes) {
    Map<String, LocalDate> since = new TreeMap<>();
    for (LotChanges lot : changes) {
      lot.symbols().stream()
          .filter(late::containsKey)
          .map(late::get)
          .min(LocalDate::compareTo)
          .map(this::staleSince)
          .ifPresent(
              first ->
                  lot.symbols()
                      .forEach(symbol -> since.merge(symbol, first, OutdatedSnapshots::earlier)));
    }
    return since;
  }

  /** Where the closes lie that are carried to days from the first change on, before those known. */
  private static List<CloseWindow<String>> carried(
      Map<String, LocalDate> late, List<LotChanges> changes, Map<String, LocalDate> since) {
    return changes.stream().flatMap(lot -> carried(lot, late, since)).distinct().toList();
  }

  private static Stream<CloseWindow<String>> carried(
      LotChanges lot, Map<String, LocalDate> late, Map<String, LocalDate> since) {
    Optional<LocalDate> known = days(lot, since).max(LocalDate::compareTo);
    return days(lot, late).min(LocalDate::compareTo).stream()
        .flatMap(day -> known.stream().flatMap(first -> lot.carryWindows(day, first).stream()));
  }

  private static Stream<LocalDate> days(LotChanges lot, Map<String, LocalDate> bySymbol) {
    return lot.symbols().stream().flatMap(symbol -> Stream.ofNullable(bySymbol.get(symbol)));
  }

  /**
   * The first day that a change of each portfolio concerns: what came late of a symbol no earlier
   * than its first date, but for a split that the quantity of a lot was counted after.
   */
  private static Map<Long, LocalDate> concernedSince(
      List<UserChange> recorded, List<LotRef> lots, Map<String, LocalDate> symbols) {
    Map<Long, LocalDate> since = new HashMap<>();
    recorded.forEach(
        change -> since.merge(change.portfolioId(), change.from(), OutdatedSnapshots::earlier));
    LocalDate late = symbols.isEmpty() ? LocalDate.MAX : Collections.min(symbols.values());
    for (LotRef lot : lots) {
      boolean countedLater = lot.quantityAsOf().isAfter(lot.entry());
      since.merge(
          lot.portfolioId(),
          countedLater ? earlier(late, lot.entry()) : late,
          OutdatedSnapshots::earlier);
    }
    return since;
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

    private void add(LotChanges changes) {
      LotRef lot = changes.lot();
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
