package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.symbol.Symbol;
import java.util.Set;

/** A source of prices. */
public interface PriceProvider {

  /** The name stored with each price, lower case. */
  String name();

  /**
   * The bars and actions of one symbol. Prices, volumes and dividends as traded, whatever the
   * provider's own basis.
   *
   * @return what it knows; empty bars when it does not know the symbol or has nothing in the range
   * @throws ProviderFailure when it should have answered and did not; files and simulations never
   *     throw it
   */
  ProviderResponse fetch(PriceRequest request) throws ProviderFailure;

  /** What {@link #fetch} costs. */
  default FetchCost cost(PriceRequest request) {
    return FetchCost.NONE;
  }

  /** The rows that it holds besides those of the symbols. */
  default IgnoredRows besides(Set<Symbol> symbols) {
    return IgnoredRows.NONE;
  }
}
