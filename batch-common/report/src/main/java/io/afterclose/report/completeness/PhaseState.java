package io.afterclose.report.completeness;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How far a phase of a portfolio's onboarding is.
 *
 * @param phase its name
 * @param done symbols or sessions that have what the phase makes
 * @param missing those that lack it and may get it
 * @param failed those that lack it for a reason that does not pass by itself
 * @param first the first symbols or sessions that are missing, then those that failed, a few at
 *     most
 * @param reason why the first of those that failed did, else what the first one that is missing
 *     waits for; empty where nothing is to be told
 */
public record PhaseState(
    String phase, long done, long missing, long failed, List<String> first, String reason) {

  /** How many are named. */
  private static final int MAX_NAMED = 5;

  public PhaseState {
    first = List.copyOf(first);
  }

  /**
   * Of symbols.
   *
   * @param progress what the phase has of one
   * @param reason why one is not done
   */
  public static PhaseState of(
      String phase,
      List<SymbolState> symbols,
      Function<SymbolState, Progress> progress,
      Function<SymbolState, String> reason) {
    List<SymbolState> failed = those(symbols, progress, Progress.FAILED);
    List<SymbolState> missing = those(symbols, progress, Progress.MISSING);
    List<SymbolState> lacking = Stream.concat(missing.stream(), failed.stream()).toList();
    return new PhaseState(
        phase,
        symbols.size() - lacking.size(),
        missing.size(),
        failed.size(),
        named(lacking.stream().map(symbol -> symbol.symbol().text()).toList()),
        Stream.concat(failed.stream(), missing.stream()).findFirst().map(reason).orElse(""));
  }

  /** The first of many names. */
  public static List<String> named(List<?> all) {
    return all.stream().limit(MAX_NAMED).map(String::valueOf).toList();
  }

  private static List<SymbolState> those(
      List<SymbolState> symbols, Function<SymbolState, Progress> progress, Progress wanted) {
    return symbols.stream().filter(symbol -> progress.apply(symbol) == wanted).toList();
  }

  /** The names as one text. */
  public String names() {
    long more = missing + failed - first.size();
    return String.join(" ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  /** How many are missing, and the first of them; what failed is told elsewhere. */
  public String describeMissing() {
    List<String> named = first.subList(0, (int) Math.min(missing, first.size()));
    long more = missing - named.size();
    return "%d %s (%s%s)"
        .formatted(
            missing,
            phase.replace('_', ' '),
            String.join(" ", named),
            more > 0 ? " and " + more + " more" : "");
  }
}
