package io.afterclose.symbolbatch.provider.polygon;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.SessionActions;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.json.Actions;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Sorts the actions of one day by symbol; a row that cannot be read spoils its symbol only. */
final class PolygonDay {

  /** How a row becomes an action. */
  interface Reading {
    void add(JsonNode row, Actions actions) throws ProviderFailure;
  }

  private final HttpCaller caller;
  private final LocalDate date;
  private final Map<Symbol, Actions> bySymbol = new TreeMap<>();
  private final Set<Symbol> unreadable = new TreeSet<>();

  PolygonDay(HttpCaller caller, LocalDate date) {
    this.caller = caller;
    this.date = date;
  }

  /**
   * @param symbol empty for a row of an instrument that cannot be held here
   */
  void add(Optional<Symbol> symbol, JsonNode row, Reading reading) {
    symbol.ifPresent(known -> add(known, row, reading));
  }

  private void add(Symbol symbol, JsonNode row, Reading reading) {
    try {
      reading.add(row, bySymbol.computeIfAbsent(symbol, key -> new Actions(caller, key)));
    } catch (ProviderFailure odd) {
      unreadable.add(symbol);
    }
  }

  SessionActions actions() {
    bySymbol.keySet().removeAll(unreadable);
    return new SessionActions(
        bySymbol.values().stream().flatMap(key -> key.on(date::equals).stream()).toList(),
        unreadable);
  }
}
