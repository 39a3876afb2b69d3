package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which symbol's bars count on which dates, as it is known of one day: the history of a share goes
 * on through a RENAME, whose earlier bars are those of the old symbol; a symbol that another
 * company took over (LISTING) starts anew; bars on or after the end of a share (RENAME, merger,
 * DELISTED) are not its own. Nothing dated after the day is used.
 */
public final class SymbolLineage {

  /** Days on which the bars of one symbol count, both included. */
  public record Segment(Symbol symbol, LocalDate from, LocalDate to) {

    public boolean covers(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  private final LocalDate day;
  private final Map<Symbol, NavigableMap<LocalDate, CorporateAction>> ends = new HashMap<>();

  /** A LISTING, or the RENAME by which the share came to the symbol. */
  private final Map<Symbol, NavigableMap<LocalDate, CorporateAction>> starts = new HashMap<>();

  private final Map<Symbol, List<CorporateAction>> spinOffs = new HashMap<>();

  private SymbolLineage(LocalDate day) {
    this.day = day;
  }

  /**
   * What actions make of all symbols.
   *
   * @param actions of any kind, date and order
   */
  public static SymbolLineage on(LocalDate day, Collection<CorporateAction> actions) {
    SymbolLineage lineage = new SymbolLineage(day);
    actions.stream().filter(action -> !action.exDate().isAfter(day)).forEach(lineage::add);
    return lineage;
  }

  private void add(CorporateAction action) {
    switch (action.kind()) {
      case RENAME -> {
        put(ends, action.symbol(), action);
        put(starts, action.otherSymbol().orElseThrow(), action);
      }
      case STOCK_MERGER, CASH_MERGER, DELISTED -> put(ends, action.symbol(), action);
      case LISTING -> put(starts, action.symbol(), action);
      case SPINOFF ->
          spinOffs.computeIfAbsent(action.symbol(), none -> new ArrayList<>()).add(action);
      case SPLIT, DIVIDEND, IMPLIED -> {}
    }
  }

  /** Of two on one day a RENAME counts, which knows more, else the one of the first symbol. */
  private static void put(
      Map<Symbol, NavigableMap<LocalDate, CorporateAction>> bySymbol,
      Symbol symbol,
      CorporateAction action) {
    bySymbol
        .computeIfAbsent(symbol, none -> new TreeMap<>())
        .merge(action.exDate(), action, SymbolLineage::preferred);
  }

  private static CorporateAction preferred(CorporateAction first, CorporateAction second) {
    boolean firstRenames = first.kind() == CorporateAction.Kind.RENAME;
    boolean secondRenames = second.kind() == CorporateAction.Kind.RENAME;
    if (firstRenames != secondRenames) {
      return firstRenames ? first : second;
    }
    return first.symbol().compareTo(second.symbol()) <= 0 ? first : second;
  }

  /** Whose bars make the history of a symbol, its own first, then those before a RENAME. */
  public List<Segment> segments(Symbol symbol) {
    List<Segment> segments = new ArrayList<>();
    Symbol ticker = symbol;
    LocalDate to = lastDay(symbol);
    while (ticker != null) {
      CorporateAction start = floor(starts, ticker, to);
      CorporateAction before = floor(ends, ticker, to);
      boolean unknownStart =
          before != null && (start == null || start.exDate().isBefore(before.exDate()));
      CorporateAction begins = unknownStart ? before : start;
      segments.add(new Segment(ticker, begins == null ? LocalDate.MIN : begins.exDate(), to));
      to = begins == null ? to : begins.exDate().minusDays(1);
      ticker = unknownStart ? null : predecessor(begins);
    }
    return segments;
  }

  private static @Nullable Symbol predecessor(@Nullable CorporateAction start) {
    return start != null && start.kind() == CorporateAction.Kind.RENAME ? start.symbol() : null;
  }

  /** Whether the share of a symbol trades under it no more on the day, nor another one. */
  public boolean hasEnded(Symbol symbol) {
    return lastDay(symbol).isBefore(day);
  }

  private LocalDate lastDay(Symbol symbol) {
    CorporateAction end = floor(ends, symbol, day);
    CorporateAction start = floor(starts, symbol, day);
    return end == null || (start != null && !start.exDate().isBefore(end.exDate()))
        ? day
        : end.exDate().minusDays(1);
  }

  /** What a symbol is called on the day: itself, or what it was renamed to; none if it is over. */
  public Set<Symbol> renamed(Symbol symbol) {
    Set<Symbol> found = new TreeSet<>();
    follow(symbol, segments(symbol).get(0).from(), false, found);
    return found;
  }

  /** Of these symbols a holder may have something else on the day: see {@link #heldInstead}. */
  public Set<Symbol> changed() {
    Set<Symbol> changed = new TreeSet<>(ends.keySet());
    changed.addAll(spinOffs.keySet());
    return changed;
  }

  /**
   * What a holder has on the day of a share that was held at the close of an earlier one: itself or
   * what it became by RENAME and STOCK_MERGER, and what was spun off.
   */
  public Set<Symbol> heldInstead(Symbol symbol, LocalDate since) {
    Set<Symbol> found = new TreeSet<>();
    follow(symbol, since, true, found);
    return found;
  }

  /** Dates ascend, so it ends. */
  private void follow(Symbol symbol, LocalDate since, boolean held, Set<Symbol> found) {
    Map.Entry<LocalDate, CorporateAction> end =
        ends.getOrDefault(symbol, Collections.emptyNavigableMap()).higherEntry(since);
    if (held) {
      spinOffs.getOrDefault(symbol, List.of()).stream()
          .filter(spinOff -> spinOff.exDate().isAfter(since))
          .filter(spinOff -> end == null || !spinOff.exDate().isAfter(end.getKey()))
          .forEach(
              spinOff ->
                  follow(spinOff.otherSymbol().orElseThrow(), spinOff.exDate(), true, found));
    }
    if (end == null) {
      found.add(symbol);
    } else if (held || end.getValue().kind() == CorporateAction.Kind.RENAME) {
      end.getValue().otherSymbol().ifPresent(other -> follow(other, end.getKey(), held, found));
    }
  }

  private static @Nullable CorporateAction floor(
      Map<Symbol, NavigableMap<LocalDate, CorporateAction>> bySymbol, Symbol symbol, LocalDate at) {
    Map.Entry<LocalDate, CorporateAction> found =
        bySymbol.getOrDefault(symbol, Collections.emptyNavigableMap()).floorEntry(at);
    return found == null ? null : found.getValue();
  }
}
