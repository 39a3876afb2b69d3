package io.afterclose.symbolbatch.provider;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

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
     * Bars that are in memory with one chunk, and as many with the answers that wait meanwhile:
     * some 70,000 of both fit into a small heap.
     */
    private static final long BARS_AT_A_TIME = 35_000;

    /** Of a first load of a year. */
    private static final int FEWEST_SYMBOLS = 125;

    private static final int MOST_SYMBOLS = 10_000;

    /** One after the other, in the order of the symbols; for what answers without delay. */
    public static final FetchLimits SEQUENTIAL = sequential(FEWEST_SYMBOLS);

    private static FetchLimits sequential(int symbols) {
      return new FetchLimits(1, Integer.MAX_VALUE, 0, symbols, symbols);
    }

    /**
     * The same for what is known to hold few bars: as many symbols at a time as any of them fit.
     *
     * @param bars how many there are of each symbol; there are none of any other
     */
    static FetchLimits sequential(LongStream bars) {
      long[] sizes = bars.sorted().toArray();
      long sum = 0;
      for (int most = sizes.length - 1; most >= 0; most--) {
        sum += sizes[most];
        if (sum > BARS_AT_A_TIME) {
          int symbols = sizes.length - 1 - most;
          return sequential(Math.max(FEWEST_SYMBOLS, Math.min(MOST_SYMBOLS, symbols)));
        }
      }
      return sequential(MOST_SYMBOLS);
    }
  }

  /** Providers that answer at once and need no care. */
  public static PriceProviders local(PriceProvider provider) {
    return new PriceProviders(
        new ProviderChain(List.of(provider)),
        Optional.empty(),
        Optional.empty(),
        FetchLimits.SEQUENTIAL);
  }

  /**
   * Files that were read as a whole.
   *
   * @param bars how many they hold of each symbol
   */
  public static PriceProviders files(PriceProvider provider, LongStream bars) {
    return new PriceProviders(
        new ProviderChain(List.of(provider)),
        Optional.empty(),
        Optional.empty(),
        FetchLimits.sequential(bars));
  }
}
