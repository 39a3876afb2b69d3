package io.afterclose.market.returns;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PricePanelStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Loads the total returns of many symbols on one axis of sessions, in three queries: the closes and
 * actions that {@link SymbolLineage} counts as a symbol's on the last session. Nothing dated after
 * that is read.
 */
public final class ReturnsLoader {

  private final PricePanelStore prices;
  private final CorporateActionStore actions;

  public ReturnsLoader(DataSource dataSource, CorporateActionStore actions) {
    this.prices = new PricePanelStore(dataSource);
    this.actions = actions;
  }

  /** The days on which the bars and actions of one symbol enter a history. */
  private record Part(SymbolLineage.Segment segment, PriceHistory.Builder history) {}

  /** One column per requested symbol, also where it has no price at all. */
  public ReturnMatrix load(Sessions axis, Collection<Symbol> symbols) {
    Map<Symbol, PriceHistory.Builder> histories = new TreeMap<>();
    symbols.forEach(symbol -> histories.put(symbol, PriceHistory.on(axis, symbol)));
    Map<Symbol, List<Part>> parts = parts(axis, histories);
    FirstCloses firstCloses = new FirstCloses();
    for (CorporateAction action :
        actions.between(axis.first(), axis.last(), List.copyOf(parts.keySet()))) {
      parts.getOrDefault(action.symbol(), List.of()).stream()
          .filter(part -> part.segment().covers(action.exDate()))
          .forEach(part -> apply(action, part.history(), firstCloses));
    }
    readCloses(axis, parts, firstCloses);
    firstCloses.apply();
    List<ReturnSeries> series =
        histories.values().stream().map(history -> ReturnSeries.of(history.build())).toList();
    return ReturnMatrix.of(axis, series);
  }

  private Map<Symbol, List<Part>> parts(
      Sessions axis, Map<Symbol, PriceHistory.Builder> histories) {
    SymbolLineage lineage = actions.lineage(axis.last());
    Map<Symbol, List<Part>> parts = new HashMap<>();
    histories.forEach(
        (symbol, history) ->
            lineage.segments(symbol).stream()
                .filter(segment -> !segment.to().isBefore(axis.first()))
                .forEach(
                    segment ->
                        parts
                            .computeIfAbsent(segment.symbol(), none -> new ArrayList<>())
                            .add(new Part(segment, history))));
    return parts;
  }

  private void readCloses(Sessions axis, Map<Symbol, List<Part>> parts, FirstCloses firstCloses) {
    Set<Symbol> read = new HashSet<>(parts.keySet());
    read.addAll(firstCloses.children());
    prices.forEachClose(
        axis.first(),
        axis.last(),
        read,
        (symbol, date, close) -> {
          firstCloses.close(symbol, date, close);
          addClose(parts.getOrDefault(symbol, List.of()), date, close);
        });
  }

  private static void addClose(List<Part> parts, LocalDate date, double close) {
    for (Part part : parts) {
      if (part.segment().covers(date)) {
        part.history().close(date, close);
      }
    }
  }

  private static void apply(
      CorporateAction action, PriceHistory.Builder history, FirstCloses firstCloses) {
    double value = action.value().doubleValue();
    switch (action.kind()) {
      case SPLIT -> history.split(action.exDate(), value);
      case DIVIDEND, IMPLIED -> history.cash(action.exDate(), value);
      case SPINOFF -> firstCloses.wanted(action, history);
      // what ends or starts a symbol has no return of its own
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, LISTING -> {}
    }
  }
}
