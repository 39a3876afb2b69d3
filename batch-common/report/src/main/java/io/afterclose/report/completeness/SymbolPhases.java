package io.afterclose.report.completeness;

import java.util.List;

/** How far the symbols of a portfolio are, phase by phase. */
public record SymbolPhases(List<SymbolState> symbols) {

  public SymbolPhases {
    symbols = List.copyOf(symbols);
  }

  /** Each in the order of the data. */
  public List<PhaseState> all() {
    return List.of(prices(), pricesSinceEntry(), exposures(), metrics());
  }

  public PhaseState prices() {
    return PhaseState.of("prices", symbols, SymbolState::prices, SymbolState::describe);
  }

  /** Those of the history; a symbol may have none that go back so far. */
  public PhaseState pricesSinceEntry() {
    return PhaseState.of(
        "prices_since_entry",
        symbols,
        SymbolState::pricesSinceEntry,
        symbol ->
            symbol.market().priced()
                ? symbol.symbol() + ": the stored prices begin after the entry"
                : symbol.describe());
  }

  public PhaseState exposures() {
    return PhaseState.of(
        "exposures", modelled(), SymbolState::exposures, SymbolState::describeExposures);
  }

  public PhaseState metrics() {
    return PhaseState.of(
        "metrics",
        modelled(),
        SymbolState::metrics,
        symbol ->
            symbol.market().priced()
                ? symbol.symbol() + ": the symbol job makes them"
                : symbol.describe());
  }

  private List<SymbolState> modelled() {
    return symbols.stream().filter(SymbolState::modelled).toList();
  }
}
