package io.afterclose.market.universe;

import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;

/**
 * What a symbol is traded as: a share or fund, or an option contract. Only the first has factors.
 */
public enum AssetKind {
  LISTED,
  OPTION;

  /** OPTION for an OCC symbol. */
  public static AssetKind of(Symbol symbol) {
    return OptionContract.parse(symbol.text()).isPresent() ? OPTION : LISTED;
  }
}
