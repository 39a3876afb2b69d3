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

/** The symbols of a night: decided once, written down, and the same for each step and restart. */
public final class SessionUniverse {

  private final UniverseStore store;
  private final ScopeStore scopes;

  public SessionUniverse(UniverseStore store, ScopeStore scopes) {
    this.store = store;
    this.scopes = scopes;
  }

  /** Decides the universe of a night, unless an earlier attempt did. */
  public void decide(SessionRun night) {
    if (store.ofRun(night.instanceId()).isEmpty()) {
      store.save(night.instanceId(), night.date(), night.scope().isAll(), decidedNow(night));
    }
  }

  private List<UniverseSymbol> decidedNow(SessionRun night) {
    return store.decide(night.date()).stream().filter(inScope(night.scope())).toList();
  }

  /** As it was written down, else as it would be decided now. */
  private List<UniverseSymbol> all(SessionRun night) {
    List<UniverseSymbol> written = store.ofRun(night.instanceId());
    return written.isEmpty() ? decidedNow(night) : written;
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
   * The sessions on which the night wants prices: its lookback, and for a portfolio also all since
   * its earliest entry.
   */
  public Sessions wanted(SessionRun night, TradingCalendar calendar) {
    return earliest(night.scope())
        .filter(entry -> entry.isBefore(night.lookback().first()))
        .map(entry -> Sessions.of(calendar.sessions(entry, night.date())))
        .orElse(night.lookback());
  }

  private Optional<LocalDate> earliest(RunScope scope) {
    return scope.kind() == RunScope.Kind.PORTFOLIO
        ? scopes.earliestEntry(scope.names().get(0))
        : Optional.empty();
  }

  /** All symbols that are in, in symbol order. */
  public List<UniverseSymbol> included(SessionRun night) {
    return all(night).stream().filter(UniverseSymbol::included).toList();
  }

  /** The symbols that a phase is judged by: in, and no option. */
  public List<UniverseSymbol> eligible(SessionRun night) {
    return included(night).stream().filter(entry -> entry.kind() == AssetKind.LISTED).toList();
  }
}
