package io.afterclose.market.price;

import io.afterclose.quant.price.DailyBar;
import java.util.Set;

/**
 * A bar on its way into the store.
 *
 * @param source the provider that answered it
 * @param finalPrice false while a correction is still expected: the date of the run and the five
 *     sessions before it
 */
public record PriceRow(DailyBar bar, String source, boolean finalPrice, Set<PriceFlag> flags) {

  public PriceRow {
    flags = Set.copyOf(flags);
  }
}
