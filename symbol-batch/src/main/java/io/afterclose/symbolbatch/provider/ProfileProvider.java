package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.symbol.Symbol;
import java.util.Optional;

/** A source of profiles. */
public interface ProfileProvider {

  /** Its name, lower case. */
  String name();

  /**
   * The profile of a share or fund; empty when it is not known.
   *
   * @throws ProviderFailure when there is no answer
   */
  Optional<Profile> profile(Symbol symbol) throws ProviderFailure;

  /** What a profile costs. */
  FetchCost profileCost();
}
