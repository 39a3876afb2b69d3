package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The symbols of a run: decided once, stored, and the same for each step and restart. */
public final class SessionUniverse {

  private final UniverseStore store;
  private final ScopeStore scopes;

  public SessionUniverse(UniverseStore store, ScopeStore scopes) {
    this.store = store;
    this.scopes = scopes;
  }

  /** Decides the universe of a run, unless an earlier attempt did. */
  public void decide(SessionRun run) {
    if (store.ofRun(run.instanceId()).isEmpty()) {
      store.save(run.instanceId(), run.date(), run.scope().isAll(), decidedNow(run));
    }
  }

  private List<UniverseSymbol> decidedNow(SessionRun run) {
    return store.decide(run.date()).stream().filter(inScope(run.scope())).toList();
  }

  /** As it was written down, else as it would be decided now. */
  private List<UniverseSymbol> all(SessionRun run) {
    List<UniverseSymbol> stored = store.ofRun(run.instanceId());
    return stored.isEmpty() ? decidedNow(run) : stored;
  }

  private Predicate<UniverseSymbol> inScope(RunScope scope) {
    Set<Symbol> named =
        switch (scope.kind()) {
          case ALL -> Set.of();
          case PORTFOLIO -> scopes.heldIn(scope.names().get(0));
          case SYMBOLS ->
              scope.names().stream().map(Symbol::of).collect(Collectors.toUnmodifiableSet());
        };
    return entry ->
        scope.isAll()
            || entry.reason() == UniverseReason.FACTOR_ETF
            || named.contains(entry.symbol());
  }

  /**
   * The sessions on which the run needs prices: its lookback, and for a portfolio also all since
   * its earliest entry.
   */
  public Sessions wanted(SessionRun run, TradingCalendar calendar) {
    return earliest(run.scope())
        .filter(entry -> entry.isBefore(run.lookback().first()))
        .map(entry -> Sessions.of(calendar.sessions(entry, run.date())))
        .orElse(run.lookback());
  }

  private Optional<LocalDate> earliest(RunScope scope) {
    return scope.kind() == RunScope.Kind.PORTFOLIO
        ? scopes.earliestEntry(scope.names().get(0))
        : Optional.empty();
  }

  /** All symbols that are in, in symbol order. */
  public List<UniverseSymbol> included(SessionRun run) {
    return all(run).stream().filter(UniverseSymbol::included).toList();
  }

  /** The symbols that a phase is judged by: in, and no option. */
  public List<UniverseSymbol> eligible(SessionRun run) {
    return included(run).stream().filter(entry -> entry.kind() == AssetKind.LISTED).toList();
  }
}
