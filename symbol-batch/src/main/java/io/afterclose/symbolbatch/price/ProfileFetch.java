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
 * Requests missing profiles, some each run so that prices never wait long for it. A provider that
 * fails is not called again in this run; the next run does.
 */
final class ProfileFetch {

  private static final Logger LOG = LoggerFactory.getLogger(ProfileFetch.class);

  private final Optional<ProfileProvider> provider;
  private final Set<Symbol> withoutProfile;
  private final AtomicInteger remaining;

  /**
   * @param limit symbols requested in this run
   */
  ProfileFetch(Optional<ProfileProvider> provider, Collection<Symbol> withoutProfile, int limit) {
    this.provider = provider;
    this.withoutProfile = Set.copyOf(withoutProfile);
    this.remaining = new AtomicInteger(limit);
  }

  /** How many are left to be called for in this run. */
  int remaining() {
    return provider.isEmpty() ? 0 : Math.min(remaining.get(), withoutProfile.size());
  }

  /** Empty when no provider was called, or there was no answer. */
  Optional<ProfileResult> of(Symbol symbol, boolean priced) {
    return priced && withoutProfile.contains(symbol) && remaining.getAndDecrement() > 0
        ? provider.flatMap(provider -> answer(provider, symbol))
        : Optional.empty();
  }

  private Optional<ProfileResult> answer(ProfileProvider provider, Symbol symbol) {
    try {
      return Optional.of(
          provider.profile(symbol).map(ProfileResult::new).orElse(ProfileResult.UNKNOWN));
    } catch (ProviderFailure failure) {
      if (remaining.getAndSet(0) > 0) {
        LOG.warn("no more profiles in this run: {}", failure.getMessage());
      }
      return Optional.empty();
    }
  }
}
