package io.afterclose.symbolbatch.provider;

import java.util.List;
import java.util.Optional;

/**
 * The providers of a run and its limits.
 *
 * @param chain called symbol by symbol
 * @param sessions source of whole sessions; empty where there is none
 * @param profiles source of profiles; empty where there is none
 * @param limits how much is requested at a time
 */
public record PriceProviders(
    ProviderChain chain,
    Optional<SessionPriceProvider> sessions,
    Optional<ProfileProvider> profiles,
    FetchLimits limits) {

  /**
   * How much is requested at a time. The providers' own limits hold all the same.
   *
   * @param concurrency symbols requested at the same time
   * @param groupedFetchThreshold symbols that must lack a session before the whole of it is
   *     requested for
   * @param maxProfilesPerRun symbols whose profile is requested in one run
   * @param commitSize most symbols whose answers are stored in one transaction; what arrived and is
   *     not stored yet is requested again after a kill
   * @param waiting symbols whose answers may wait to be stored
   */
  public record FetchLimits(
      int concurrency,
      int groupedFetchThreshold,
      int maxProfilesPerRun,
      int commitSize,
      int waiting) {

    /**
     * While so many are stored the next ones are read. A year of both is some 70,000 bars, which
     * fit into a small heap.
     */
    private static final int SYMBOLS_OF_A_FIRST_LOAD = 125;

    /** One after the other, in the order of the symbols; for what answers without delay. */
    public static final FetchLimits SEQUENTIAL =
        new FetchLimits(1, Integer.MAX_VALUE, 0, SYMBOLS_OF_A_FIRST_LOAD, SYMBOLS_OF_A_FIRST_LOAD);
  }

  /** Providers that answer at once and need no care: files and simulations. */
  public static PriceProviders local(PriceProvider provider) {
    return new PriceProviders(
        new ProviderChain(List.of(provider)),
        Optional.empty(),
        Optional.empty(),
        FetchLimits.SEQUENTIAL);
  }
}
