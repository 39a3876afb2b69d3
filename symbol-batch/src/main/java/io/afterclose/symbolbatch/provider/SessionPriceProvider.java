package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Map;

/** Someone who tells a whole session at once. */
public interface SessionPriceProvider {

  /** The name stored with each price, lower case. */
  String name();

  /**
   * The bars of one session as traded, of shares and funds, by one request. A symbol whose row
   * cannot be read, or is of another day, is left out, so that it is asked for by itself.
   *
   * @throws ProviderFailure when there is no answer, or one that is not as traded
   */
  Map<Symbol, ProviderBar.Legible> session(LocalDate date) throws ProviderFailure;

  /**
   * What companies did on one ex-date, for all symbols: the bars do not tell it.
   *
   * @throws ProviderFailure when there is no answer
   */
  SessionActions sessionActions(LocalDate date) throws ProviderFailure;
}
