package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;
import java.util.Set;

/**
 * What companies did on one ex-date.
 *
 * @param actions as paid
 * @param unreadable symbols whose actions of the day could not be read, a dividend in another
 *     currency included: their bars alone would give wrong returns, so they are requested by
 *     themselves
 */
public record SessionActions(List<CorporateAction> actions, Set<Symbol> unreadable) {

  public SessionActions {
    actions = List.copyOf(actions);
    unreadable = Set.copyOf(unreadable);
  }
}
