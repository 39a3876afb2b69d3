package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.history.ItemFailure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What could not be priced, gathered over the sessions and portfolios of a run. */
final class UnpricedSymbols {

  private static final int MAX_NAMED = 20;

  private record Holding(Portfolio portfolio, String symbol) {}

  /** The reason on each session. */
  private final Map<Holding, NavigableMap<LocalDate, String>> reasons = new LinkedHashMap<>();

  static UnpricedSymbols of(Collection<Unpriced> unpriced) {
    UnpricedSymbols symbols = new UnpricedSymbols();
    symbols.add(unpriced);
    return symbols;
  }

  void add(Collection<Unpriced> unpriced) {
    unpriced.forEach(
        one ->
            reasons
                .computeIfAbsent(
                    new Holding(one.portfolio(), one.symbol()), none -> new TreeMap<>())
                .put(one.date(), one.reason()));
  }

  void clear() {
    reasons.clear();
  }

  /** A failure for each symbol of each portfolio, with the reason of its newest session. */
  List<ItemFailure> failures() {
    return reasons.entrySet().stream()
        .map(
            one ->
                new ItemFailure(
                    one.getKey().symbol() + " in " + one.getKey().portfolio().name(),
                    one.getValue().lastEntry().getValue(),
                    sessions(one.getValue())))
        .toList();
  }

  private static String sessions(NavigableMap<LocalDate, String> dates) {
    return dates.size() == 1
        ? "unpriced on " + dates.lastKey()
        : "unpriced on %d sessions, %s to %s"
            .formatted(dates.size(), dates.firstKey(), dates.lastKey());
  }

  /** A line for each symbol: why, and who holds it. */
  List<String> lines() {
    SortedMap<String, Set<String>> holders = new TreeMap<>();
    SortedMap<String, NavigableMap<LocalDate, String>> dates = new TreeMap<>();
    reasons.forEach(
        (held, why) -> {
          holders
              .computeIfAbsent(held.symbol(), none -> new TreeSet<>())
              .add(held.portfolio().name());
          dates.computeIfAbsent(held.symbol(), none -> new TreeMap<>()).putAll(why);
        });
    return dates.entrySet().stream()
        .map(
            one ->
                "%s: %s, %s, held by %s"
                    .formatted(
                        one.getKey(),
                        one.getValue().lastEntry().getValue(),
                        sessions(one.getValue()),
                        firstOf(holders.getOrDefault(one.getKey(), Set.of()), ", ")))
        .toList();
  }

  /** The symbols, 20 at most by name. */
  String names() {
    Set<String> symbols = new TreeSet<>();
    reasons.keySet().forEach(held -> symbols.add(held.symbol()));
    return firstOf(symbols, " ");
  }

  private static String firstOf(Set<String> names, String separator) {
    String first = String.join(separator, names.stream().limit(MAX_NAMED).toList());
    return names.size() <= MAX_NAMED
        ? first
        : first + " and " + (names.size() - MAX_NAMED) + " more";
  }

  boolean none() {
    return reasons.isEmpty();
  }
}
