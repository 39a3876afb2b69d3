package io.afterclose.market.returns;

import io.afterclose.market.price.ClosePanel;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Loads the total returns of many symbols on one axis of sessions: the closes and actions that
 * {@link SymbolLineage} counts as a symbol's on the last session. Nothing dated after that is used.
 */
public final class ReturnsLoader {

  private final ClosePanelStore panels;
  private final CorporateActionStore actions;

  public ReturnsLoader(ClosePanelStore panels, CorporateActionStore actions) {
    this.panels = panels;
    this.actions = actions;
  }

  /** One column per requested symbol, also where it has no price at all. */
  public synchronized ReturnMatrix load(Sessions axis, Collection<Symbol> symbols) {
    Map<Symbol, List<SymbolLineage.Segment>> segments = segments(axis, symbols);
    Set<Symbol> read = new HashSet<>();
    segments.values().forEach(some -> some.forEach(segment -> read.add(segment.symbol())));
    Map<Symbol, List<CorporateAction>> known =
        actions.between(axis.first(), axis.last(), List.copyOf(read)).stream()
            .collect(Collectors.groupingBy(CorporateAction::symbol));
    known.values().forEach(some -> some.forEach(action -> spunOff(action).ifPresent(read::add)));
    ClosePanel panel = panels.of(axis, read);
    List<ReturnSeries> series = new ArrayList<>(segments.size());
    segments.forEach(
        (symbol, some) -> series.add(ReturnSeries.of(history(symbol, some, known, panel))));
    return ReturnMatrix.of(axis, series);
  }

  /** In symbol order; without what ended before the axis. */
  private Map<Symbol, List<SymbolLineage.Segment>> segments(
      Sessions axis, Collection<Symbol> symbols) {
    SymbolLineage lineage = actions.lineage(axis.last());
    Map<Symbol, List<SymbolLineage.Segment>> segments = new TreeMap<>();
    for (Symbol symbol : symbols) {
      segments.put(
          symbol,
          lineage.segments(symbol).stream()
              .filter(segment -> !segment.to().isBefore(axis.first()))
              .toList());
    }
    return segments;
  }

  private static Optional<Symbol> spunOff(CorporateAction action) {
    return action.kind() == CorporateAction.Kind.SPINOFF ? action.otherSymbol() : Optional.empty();
  }

  private static PriceHistory history(
      Symbol symbol,
      List<SymbolLineage.Segment> segments,
      Map<Symbol, List<CorporateAction>> known,
      ClosePanel panel) {
    PriceHistory.Builder history = PriceHistory.on(panel.axis(), symbol);
    List<CorporateAction> own = new ArrayList<>();
    for (SymbolLineage.Segment segment : segments) {
      addCloses(history, segment, panel);
      known.getOrDefault(segment.symbol(), List.of()).stream()
          .filter(action -> segment.covers(action.exDate()))
          .forEach(own::add);
    }
    own.sort(Comparator.comparing(CorporateAction::symbol));
    own.forEach(action -> apply(action, history));
    own.forEach(action -> spunOff(action).ifPresent(child -> apply(action, child, history, panel)));
    return history.build();
  }

  private static void addCloses(
      PriceHistory.Builder history, SymbolLineage.Segment segment, ClosePanel panel) {
    Sessions axis = panel.axis();
    double[] closes = panel.closes(segment.symbol());
    int to = axis.floorIndex(segment.to());
    for (int index = axis.ceilingIndex(segment.from()); index <= to; index++) {
      if (!Double.isNaN(closes[index])) {
        history.close(index, closes[index]);
      }
    }
  }

  private static void apply(CorporateAction action, PriceHistory.Builder history) {
    double value = action.value().doubleValue();
    switch (action.kind()) {
      case SPLIT -> history.split(action.exDate(), value);
      case DIVIDEND, IMPLIED -> history.cash(action.exDate(), value);
      // what ends or starts a symbol has no return of its own, what is spun off comes after these
      case SPINOFF, RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, LISTING -> {}
    }
  }

  private static void apply(
      CorporateAction spinOff, Symbol child, PriceHistory.Builder parent, ClosePanel panel) {
    OptionalDouble first = FirstClose.of(panel, child, spinOff.exDate());
    first.ifPresentOrElse(
        close -> parent.cash(spinOff.exDate(), spinOff.value().doubleValue() * close),
        () -> parent.unknownCash(spinOff.exDate()));
  }
}
