package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A share as positions state it, and when they hold it.
 *
 * @param countedOn the day after whose actions the quantity is counted, so the symbol is of that
 *     day
 * @param from first day it is held
 * @param to first day it is no longer held; null while held
 */
public record StatedShare(
    Symbol symbol, LocalDate countedOn, LocalDate from, @Nullable LocalDate to) {

  /** Empty if the symbol is none. */
  static Optional<StatedShare> parse(
      String symbol, LocalDate countedOn, LocalDate from, @Nullable LocalDate to) {
    return Symbol.parse(symbol).map(valid -> new StatedShare(valid, countedOn, from, to));
  }

  /** Whether it is recorded as held on a day. */
  public boolean heldOn(LocalDate day) {
    return !from.isAfter(day) && (to == null || to.isAfter(day));
  }
}
