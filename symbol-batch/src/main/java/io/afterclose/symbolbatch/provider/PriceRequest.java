package io.afterclose.symbolbatch.provider;

import io.afterclose.market.price.ActionWindow;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;

/**
 * A request to a provider.
 *
 * @param from the oldest day wanted
 * @param to the newest day wanted, the target date of the run
 * @param actionsFrom the oldest ex-date wanted, on or before the oldest day
 */
public record PriceRequest(
    Symbol symbol, AssetKind kind, LocalDate from, LocalDate to, LocalDate actionsFrom) {

  /** A request for the actions of the same days. */
  public PriceRequest(Symbol symbol, AssetKind kind, LocalDate from, LocalDate to) {
    this(symbol, kind, from, to, from);
  }

  /** Whether the actions of an ex-date are wanted. */
  public boolean coversAction(LocalDate exDate) {
    return !exDate.isBefore(actionsFrom) && !exDate.isAfter(to);
  }

  /** All ex-dates wanted, as a provider answers that was asked for all actions of them. */
  public ActionWindow actionWindow() {
    return new ActionWindow(actionsFrom, to, false);
  }

  /** Whether a day lies in the range. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
