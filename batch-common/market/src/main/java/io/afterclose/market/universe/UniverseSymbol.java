package io.afterclose.market.universe;

import io.afterclose.quant.symbol.Symbol;

/** A symbol's place in the universe of a date. */
public record UniverseSymbol(Symbol symbol, AssetKind kind, UniverseReason reason) {

  public boolean included() {
    return reason.included();
  }
}
