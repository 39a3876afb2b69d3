package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import io.afterclose.symbolbatch.session.PhasePlan;
import io.afterclose.symbolbatch.session.RunPlan;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A symbol and what it lacks.
 *
 * @param sessions those on which prices are wanted
 */
public record PriceGapRequest(UniverseSymbol symbol, PriceGap gap, Sessions sessions) {

  /** What a run's symbols lack, in symbol order. */
  public static List<PriceGapRequest> of(
      SessionRun run, SessionUniverse universe, PriceGapStore prices) {
    Map<UniverseSymbol, Sessions> entries = universe.wanted(run);
    Map<Symbol, UniverseSymbol> symbols =
        entries.keySet().stream()
            .collect(Collectors.toMap(UniverseSymbol::symbol, Function.identity()));
    SymbolLineage lineage = universe.lineage(run);
    Map<Symbol, Sessions> wanted = sessions(entries, lineage);
    return gaps(wanted, run, prices)
        .map(gap -> gap.startingOn(lineage.segments(gap.symbol()).get(0).from()))
        .map(
            gap ->
                new PriceGapRequest(
                    present(symbols, gap.symbol()), gap, present(wanted, gap.symbol())))
        .filter(request -> !request.servesOthersOnly(run) || request.lacksAPrice(prices))
        .toList();
  }

  /** A few symbols may be wanted for many more years than all others: they are looked at apart. */
  private static Stream<PriceGap> gaps(
      Map<Symbol, Sessions> wanted, SessionRun run, PriceGapStore prices) {
    Map<Boolean, Map<Symbol, Sessions>> parts = new TreeMap<>();
    wanted.forEach(
        (symbol, sessions) ->
            parts
                .computeIfAbsent(
                    sessions.first().isBefore(run.lookback().first()), part -> new TreeMap<>())
                .put(symbol, sessions));
    return parts.values().stream()
        .flatMap(part -> prices.gaps(part, run.instanceId(), run.executionId()).stream())
        .sorted(Comparator.comparing(PriceGap::symbol));
  }

  /** A factor ETF of a run for some symbols: nobody asks that run for its late corrections. */
  private boolean servesOthersOnly(SessionRun run) {
    return run.scope().kind() == RunScope.Kind.SYMBOLS
        && symbol.reason() == UniverseReason.FACTOR_ETF
        && !run.scope().names().contains(symbol.symbol().text());
  }

  private boolean lacksAPrice(PriceGapStore prices) {
    PriceGap read = prices.withStored(gap, sessions.last());
    return sessions.dates().stream()
        .filter(session -> !session.isBefore(read.firstMissing()))
        .anyMatch(
            session ->
                !read.storedCloses().containsKey(session) && !read.finalDates().contains(session));
  }

  private static <V> V present(Map<Symbol, V> values, Symbol symbol) {
    return Objects.requireNonNull(values.get(symbol), symbol::text);
  }

  /** Of most symbols all sessions are wanted, of others only those on which its share had it. */
  private static Map<Symbol, Sessions> sessions(
      Map<UniverseSymbol, Sessions> entries, SymbolLineage lineage) {
    Map<Symbol, Sessions> wanted = new TreeMap<>();
    for (Map.Entry<UniverseSymbol, Sessions> entry : entries.entrySet()) {
      Symbol symbol = entry.getKey().symbol();
      Sessions sessions = entry.getValue();
      SymbolLineage.Segment own = lineage.segments(symbol).get(0);
      int from = sessions.ceilingIndex(own.from());
      int to = sessions.floorIndex(own.to()) + 1;
      if (from < to) {
        wanted.put(
            symbol,
            to - from == sessions.size()
                ? sessions
                : Sessions.of(sessions.dates().subList(from, to)));
      }
    }
    return wanted;
  }

  /** The longest range of sessions that one of some requests names; others are parts of it. */
  static Sessions longest(Collection<PriceGapRequest> wanted) {
    return wanted.stream()
        .map(PriceGapRequest::sessions)
        .max(Comparator.comparingInt(Sessions::size))
        .orElseThrow();
  }

  /** The symbols and sessions that the prices phase would request. */
  public static PhasePlan plan(SessionUniverse universe, PriceGapStore prices) {
    return (phase, run, last) ->
        of(run, universe, prices).stream()
            .map(planned -> new RunPlan.Planned(phase, planned.symbol().symbol(), planned.reason()))
            .toList();
  }

  /** The same with what is stored after the gap. */
  PriceGapRequest withStored(PriceGapStore prices) {
    return new PriceGapRequest(symbol, prices.withStored(gap, sessions.last()), sessions);
  }

  /** Why prices are requested. */
  public String reason() {
    return gap.previousDate() == null
        ? "no final price yet"
        : "no final price since " + gap.previousDate();
  }
}
