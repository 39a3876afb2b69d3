package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An action as far as it decides what a value reads.
 *
 * @param unconfirmed whether nobody knows what it is; it changes no quantity
 * @param <S> how a symbol is named
 */
public record ActionFact<S>(
    S symbol, LocalDate exDate, Kind kind, BigDecimal value, boolean unconfirmed) {

  static ActionFact<Symbol> of(CorporateAction action) {
    return new ActionFact<>(
        action.symbol(), action.exDate(), action.kind(), action.value(), action.unconfirmed());
  }

  /** Whether its ex-date lies after one day and up to another: (after, upTo]. */
  boolean isWithin(LocalDate after, LocalDate upTo) {
    return exDate.isAfter(after) && !exDate.isAfter(upTo);
  }

  /** Whether it lies between two days, whichever is the earlier one. */
  boolean isBetween(LocalDate one, LocalDate other) {
    return isWithin(one, other) || isWithin(other, one);
  }

  /** Whether it is a split that scales quantities and prices. */
  boolean scales() {
    return kind == Kind.SPLIT && !unconfirmed;
  }

  /** Why nothing can be valued across it until an operator says what it was. */
  Optional<UnpricedReason> unknown() {
    if (!unconfirmed) {
      return Optional.empty();
    }
    return Optional.of(
        kind == Kind.SPLIT ? UnpricedReason.SPLIT_UNCONFIRMED : UnpricedReason.SPLIT_UNKNOWN);
  }
}
