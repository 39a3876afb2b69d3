package io.afterclose.market.price;

import io.afterclose.quant.price.DailyBar;
import java.util.Set;

/**
 * A bar on its way into the store.
 *
 * @param source the provider that answered it
 * @param rank its place in the order of providers, from 1; a stored price without flags gives way
 *     to one of the same or a better place only
 * @param finalPrice false while a correction is still expected: the date of the run and the five
 *     sessions before it
 */
public record PriceRow(
    DailyBar bar, String source, int rank, boolean finalPrice, Set<PriceFlag> flags) {

  public PriceRow {
    flags = flags.isEmpty() ? Set.of() : Set.copyOf(flags);
  }
}
