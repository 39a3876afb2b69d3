package io.afterclose.market.price;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source reports of one symbol.
 *
 * @param source a provider
 * @param rank its place in the order of providers, from 1
 * @param actions one of each kind a day
 * @param complete the ex-dates of which these are all; null when there may be others
 */
public record ActionReport(
    Symbol symbol,
    String source,
    int rank,
    List<CorporateAction> actions,
    @Nullable ActionWindow complete) {

  public ActionReport {
    actions = List.copyOf(actions);
  }
}
