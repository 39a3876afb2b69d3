package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.PhasePlan;
import io.afterclose.symbolbatch.session.RunPlan;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A symbol and what it lacks.
 *
 * @param sessions those on which prices are wanted
 */
public record PriceGapRequest(UniverseSymbol symbol, PriceGap gap, Sessions sessions) {

  /** What a run's symbols lack, in symbol order. */
  public static List<PriceGapRequest> of(
      SessionRun run, SessionUniverse universe, PriceStore prices) {
    Map<Symbol, UniverseSymbol> symbols =
        universe.included(run).stream()
            .collect(Collectors.toMap(UniverseSymbol::symbol, Function.identity()));
    List<PriceGapRequest> wanted = new ArrayList<>();
    SymbolLineage lineage = universe.lineage(run);
    bySessions(symbols.keySet(), universe.wanted(run), lineage)
        .forEach(
            (sessions, some) ->
                prices.gaps(some, sessions, run.instanceId()).stream()
                    .map(gap -> gap.startingOn(lineage.segments(gap.symbol()).get(0).from()))
                    .forEach(gap -> add(wanted, symbols.get(gap.symbol()), gap, sessions)));
    wanted.sort(Comparator.comparing(request -> request.symbol().symbol()));
    return wanted;
  }

  private static void add(
      List<PriceGapRequest> wanted, @Nullable UniverseSymbol symbol, PriceGap gap, Sessions on) {
    if (symbol != null) {
      wanted.add(new PriceGapRequest(symbol, gap, on));
    }
  }

  /** Of most symbols all sessions are wanted, of others only those on which its share had it. */
  private static Map<Sessions, List<Symbol>> bySessions(
      Collection<Symbol> symbols, Sessions sessions, SymbolLineage lineage) {
    Map<Sessions, List<Symbol>> bySessions = new HashMap<>();
    for (Symbol symbol : symbols) {
      SymbolLineage.Segment own = lineage.segments(symbol).get(0);
      List<LocalDate> dates = sessions.dates().stream().filter(own::covers).toList();
      if (!dates.isEmpty()) {
        Sessions some = dates.size() == sessions.size() ? sessions : Sessions.of(dates);
        bySessions.computeIfAbsent(some, none -> new ArrayList<>()).add(symbol);
      }
    }
    return bySessions;
  }

  /** The longest range of sessions that one of some requests names; others are parts of it. */
  static Sessions longest(Collection<PriceGapRequest> wanted) {
    return wanted.stream()
        .map(PriceGapRequest::sessions)
        .max(Comparator.comparingInt(Sessions::size))
        .orElseThrow();
  }

  /** The symbols and sessions that the prices phase would request. */
  public static PhasePlan plan(SessionUniverse universe, PriceStore prices) {
    return (phase, run, last) ->
        of(run, universe, prices).stream()
            .map(planned -> new RunPlan.Planned(phase, planned.symbol().symbol(), planned.reason()))
            .toList();
  }

  /** Why prices are requested. */
  public String reason() {
    return gap.previousDate() == null
        ? "no final price yet"
        : "no final price since " + gap.previousDate();
  }
}
