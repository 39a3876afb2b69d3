package io.afterclose.console.symbols;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.quant.symbol.Symbol;

/** Symbols as a request names them. */
final class SymbolText {

  private SymbolText() {}

  /**
   * The canonical text.
   *
   * @throws ProblemException for a text that is no symbol
   */
  static String of(String written) {
    try {
      return Symbol.of(written).text();
    } catch (IllegalArgumentException none) {
      throw ProblemException.invalid(String.valueOf(none.getMessage()));
    }
  }
}
