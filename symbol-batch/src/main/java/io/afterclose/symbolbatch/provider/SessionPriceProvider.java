package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Map;

/** A source of whole sessions. */
public interface SessionPriceProvider {

  /** The name stored with each price, lower case. */
  String name();

  /**
   * The bars of one session as traded, of shares and funds, by one request. A symbol whose row
   * cannot be read, or is of another day, is left out, so that it is requested by itself.
   *
   * @throws ProviderFailure when there is no answer, or one that is not as traded
   */
  Map<Symbol, ProviderBar.RawBar> session(LocalDate date) throws ProviderFailure;

  /**
   * The splits and dividends of one ex-date, for all symbols, which bars do not hold.
   *
   * @throws ProviderFailure when there is no answer
   */
  SessionActions sessionActions(LocalDate date) throws ProviderFailure;

  /** What a session costs, with its actions. */
  FetchCost sessionCost();
}
