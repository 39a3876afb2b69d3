package io.afterclose.symbolbatch.repair;

import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action as an operator writes it; what was left out is null. A RENAME and a LISTING need no
 * value, a STOCK_MERGER without cash pays none.
 *
 * @param value in the unit of the kind
 * @param cash USD per share beside the value
 * @param costShare 0 to 1
 */
record StatedAction(
    Symbol symbol,
    LocalDate date,
    Kind kind,
    @Nullable BigDecimal value,
    @Nullable Symbol otherSymbol,
    @Nullable BigDecimal cash,
    @Nullable BigDecimal costShare) {

  /**
   * The action.
   *
   * @throws IllegalArgumentException when it is none: a value or a symbol is missing, too many or
   *     out of its range
   */
  CorporateAction checked() {
    if (kind == Kind.IMPLIED) {
      throw new IllegalArgumentException(
          "IMPLIED amounts are made of closes; state the SPLIT, DIVIDEND or SPINOFF that it was");
    }
    BigDecimal stated = value == null ? withoutValue() : value;
    BigDecimal beside = kind == Kind.STOCK_MERGER && cash == null ? BigDecimal.ZERO : cash;
    Stream.of(Optional.of(stated), Optional.ofNullable(beside), Optional.ofNullable(costShare))
        .flatMap(Optional::stream)
        .forEach(this::requireStorable);
    return new CorporateAction(
        symbol, date, kind, stated, new ActionTerms(otherSymbol, beside, costShare), false);
  }

  private BigDecimal withoutValue() {
    if (kind == Kind.RENAME || kind == Kind.LISTING) {
      return BigDecimal.ONE;
    }
    throw new IllegalArgumentException(
        "%s on %s: a %s needs %s"
            .formatted(symbol, date, kind, isRatio(kind) ? "a ratio" : "an amount"));
  }

  /** Whether the value of a kind counts shares, and not USD. */
  static boolean isRatio(Kind kind) {
    return kind == Kind.SPLIT || kind == Kind.STOCK_MERGER || kind == Kind.SPINOFF;
  }

  /** Below 0 it is refused by its kind. */
  private void requireStorable(BigDecimal number) {
    if (number.signum() > 0 && PriceRange.of(number) != PriceRange.PRICE) {
      throw new IllegalArgumentException(
          "a %s of %s on %s above 0 and below 1e9 was expected, found %s"
              .formatted(kind, symbol, date, number));
    }
  }
}
