package io.afterclose.symbolbatch.provider;

import java.util.List;
import java.util.Optional;

/**
 * Whom a run asks, and in which limits.
 *
 * @param chain asked symbol by symbol
 * @param sessions asked for whole sessions; empty where nobody tells them
 * @param profiles asked what symbols stand for; empty where nobody tells it
 * @param limits how much is asked at a time
 */
public record PriceProviders(
    ProviderChain chain,
    Optional<SessionPriceProvider> sessions,
    Optional<ProfileProvider> profiles,
    FetchLimits limits) {

  /**
   * How much is asked at a time. The providers' own limits hold all the same.
   *
   * @param concurrency symbols asked for at the same time
   * @param groupedFetchThreshold symbols that must lack a session before the whole of it is asked
   *     for
   * @param maxProfilesPerRun symbols whose profile is asked for in one run
   * @param commitSize most symbols whose answers are stored in one transaction; what arrived and is
   *     not stored yet is asked for again after a kill
   */
  public record FetchLimits(
      int concurrency, int groupedFetchThreshold, int maxProfilesPerRun, int commitSize) {

    /** One after the other, in the order of the symbols; for what answers without delay. */
    public static final FetchLimits SEQUENTIAL =
        new FetchLimits(1, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
  }

  /** Providers that answer at once and need no care: files and simulations. */
  public static PriceProviders atHand(PriceProvider provider) {
    return new PriceProviders(
        new ProviderChain(List.of(provider)),
        Optional.empty(),
        Optional.empty(),
        FetchLimits.SEQUENTIAL);
  }
}
