package io.afterclose.symbolbatch.provider;

import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A source of profiles, several symbols a request. */
public interface ProfileProvider {

  /** Its name, lower case. */
  String name();

  /** Most symbols of one request, now; it may fall when a list was not answered. */
  int batchSize();

  /**
   * Sends one request for the profiles of shares or funds.
   *
   * @param symbols at most {@link #batchSize}
   * @throws ProviderFailure when there is no answer
   */
  Answer profiles(List<Symbol> symbols) throws ProviderFailure;

  /** What one request costs. */
  FetchCost requestCost();

  /**
   * An answer.
   *
   * @param known the profiles that it has
   * @param unanswered the symbols of which it says nothing, because the provider does not answer
   *     lists; they are to be requested again. Any other that is not known has no profile.
   */
  record Answer(Map<Symbol, SymbolProfile> known, Set<Symbol> unanswered) {

    public Answer {
      known = Map.copyOf(known);
      unanswered = Set.copyOf(unanswered);
    }
  }
}
