package io.afterclose.symbolbatch.onboarding;

import io.afterclose.quant.symbol.Symbol;

/**
 * What became of a symbol in an attempt.
 *
 * @param why in words of the providers or of the job; empty for DONE
 */
record SymbolVerdict(Symbol symbol, Kind kind, String why) {

  /** What follows from it. */
  enum Kind {
    /** It has prices. */
    DONE,
    /** Nobody knows it, or it is none to be priced: another attempt would end in the same way. */
    HOPELESS,
    /** Something went wrong with it. */
    FAILED_ATTEMPT,
    /** Nobody could be reached, which says nothing of it. */
    NO_ATTEMPT
  }
}
