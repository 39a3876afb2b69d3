package io.afterclose.symbolbatch.price;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what symbols stand for that nobody has described, some each night so that prices never wait
 * long for it. A provider that fails is asked no more in this run: the next one asks again.
 */
final class ProfileFetch {

  private static final Logger LOG = LoggerFactory.getLogger(ProfileFetch.class);

  private final Optional<ProfileProvider> provider;
  private final Set<Symbol> undescribed;
  private final AtomicInteger left;

  /**
   * @param most symbols asked for in this run
   */
  ProfileFetch(Optional<ProfileProvider> provider, Collection<Symbol> undescribed, int most) {
    this.provider = provider;
    this.undescribed = Set.copyOf(undescribed);
    this.left = new AtomicInteger(most);
  }

  /** Empty when nobody was asked, or there was no answer. */
  Optional<ProfileResult> of(Symbol symbol, boolean priced) {
    return priced && undescribed.contains(symbol) && left.getAndDecrement() > 0
        ? provider.flatMap(asked -> answer(asked, symbol))
        : Optional.empty();
  }

  private Optional<ProfileResult> answer(ProfileProvider asked, Symbol symbol) {
    try {
      return Optional.of(
          asked.profile(symbol).map(ProfileResult::new).orElse(ProfileResult.UNKNOWN));
    } catch (ProviderFailure failure) {
      if (left.getAndSet(0) > 0) {
        LOG.warn("no more profiles in this run: {}", failure.getMessage());
      }
      return Optional.empty();
    }
  }
}
