package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A share as positions state it.
 *
 * @param countedOn the day after whose actions the quantity is counted, so the symbol is of that
 *     day
 */
public record StatedShare(Symbol symbol, LocalDate countedOn) {

  /** Empty if the symbol is none. */
  static Optional<StatedShare> parse(String symbol, LocalDate countedOn) {
    return Symbol.parse(symbol).map(valid -> new StatedShare(valid, countedOn));
  }
}
