package io.afterclose.symbolbatch.provider;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;

/**
 * A request to a provider.
 *
 * @param from the oldest day wanted
 * @param to the newest day wanted, the target date of the run
 */
public record PriceRequest(Symbol symbol, AssetKind kind, LocalDate from, LocalDate to) {

  /** Whether a day lies in the range. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
