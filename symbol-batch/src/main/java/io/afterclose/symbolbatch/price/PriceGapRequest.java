package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.PhasePlan;
import io.afterclose.symbolbatch.session.RunPlan;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A symbol and what it lacks.
 *
 * @param sessions those on which prices are wanted
 */
public record PriceGapRequest(UniverseSymbol symbol, PriceGap gap, Sessions sessions) {

  /**
   * What a run's symbols lack, in symbol order.
   *
   * @param freshSince what was fetched from this instant on is not requested again
   */
  public static List<PriceGapRequest> of(
      SessionRun run, SessionUniverse universe, PriceStore prices, Instant freshSince) {
    Map<Symbol, UniverseSymbol> symbols =
        universe.included(run).stream()
            .collect(Collectors.toMap(UniverseSymbol::symbol, Function.identity()));
    Sessions sessions = universe.wanted(run);
    List<PriceGapRequest> wanted = new ArrayList<>();
    for (PriceGap gap : prices.gaps(symbols.keySet(), sessions, freshSince)) {
      UniverseSymbol symbol = symbols.get(gap.symbol());
      if (symbol != null) {
        wanted.add(new PriceGapRequest(symbol, gap, sessions));
      }
    }
    return wanted;
  }

  /** The symbols and sessions that the prices phase would request. */
  public static PhasePlan plan(SessionUniverse universe, PriceStore prices) {
    return (phase, run, last, freshSince) ->
        of(run, universe, prices, freshSince).stream()
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
