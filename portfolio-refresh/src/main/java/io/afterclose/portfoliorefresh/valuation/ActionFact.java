package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action as far as it decides what a value reads.
 *
 * @param value in the unit of its kind
 * @param unconfirmed whether nobody knows what it is; it changes no quantity
 * @param other the second symbol of a RENAME, STOCK_MERGER or SPINOFF; null for every other
 * @param cash of a STOCK_MERGER, USD per old share; null for every other
 * @param costShare of a SPINOFF, the part of the cost that goes to the child; null where the first
 *     closes decide it, and for every other
 * @param <S> how a symbol is named
 */
public record ActionFact<S>(
    S symbol,
    LocalDate exDate,
    Kind kind,
    BigDecimal value,
    boolean unconfirmed,
    @Nullable S other,
    @Nullable BigDecimal cash,
    @Nullable BigDecimal costShare) {

  static ActionFact<Symbol> of(CorporateAction action) {
    return new ActionFact<>(
        action.symbol(),
        action.exDate(),
        action.kind(),
        action.value(),
        action.unconfirmed(),
        action.terms().otherSymbol(),
        action.terms().cash(),
        action.terms().costShare());
  }

  /** The second symbol of a kind that has one. */
  public S otherSymbol() {
    return Objects.requireNonNull(other, "other symbol");
  }

  /** USD that a holder is paid for each share that it ends; 0 where it pays none. */
  BigDecimal cashPerShare() {
    return switch (kind) {
      case CASH_MERGER, DELISTED -> value;
      case STOCK_MERGER -> Objects.requireNonNull(cash, "cash");
      case SPLIT, DIVIDEND, IMPLIED, RENAME, SPINOFF, LISTING -> BigDecimal.ZERO;
    };
  }

  /** Whether a fraction of the new shares is paid out. */
  boolean hasFraction() {
    return kind == Kind.STOCK_MERGER || kind == Kind.SPINOFF;
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
