package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The symbols of a run: decided once, stored, and the same for each step and restart. What is
 * stored is read once until this process changes it.
 */
public final class SessionUniverse {

  private static final Comparator<UniverseSymbol> BY_SYMBOL =
      Comparator.comparing(UniverseSymbol::symbol);

  private final UniverseStore store;
  private final ScopeStore scopes;
  private final TradingCalendar calendar;
  private final Clock clock;

  private @Nullable SessionRun keptFor;
  private List<UniverseSymbol> kept = List.of();

  public SessionUniverse(
      UniverseStore store, ScopeStore scopes, TradingCalendar calendar, Clock clock) {
    this.store = store;
    this.scopes = scopes;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Whether a run is of the latest completed session: only such a run decides what lasts. */
  public boolean decisive(SessionRun run) {
    return run.date().equals(calendar.latestCompletedSession(clock.instant()));
  }

  /** Decides the universe of a run, unless an earlier attempt did. */
  public void decide(SessionRun run) {
    forget();
    if (store.ofRun(run.instanceId()).isEmpty()) {
      store.save(run.instanceId(), run.date(), run.scope().isAll(), decisive(run), decidedNow(run));
    }
  }

  private List<UniverseSymbol> decidedNow(SessionRun run) {
    List<UniverseSymbol> universe = store.decide(run.date());
    Stream<UniverseSymbol> inScope = universe.stream().filter(inScope(run));
    return run.scope().kind() == RunScope.Kind.PORTFOLIO
        ? Stream.concat(inScope.map(SessionUniverse::heldBefore), formerlyHeld(run, universe))
            .sorted(BY_SYMBOL)
            .toList()
        : inScope.toList();
  }

  /** Of a symbol that has ended a portfolio needs the sessions before that. */
  private static UniverseSymbol heldBefore(UniverseSymbol entry) {
    return entry.reason() == UniverseReason.ENDED
        ? new UniverseSymbol(entry.symbol(), entry.kind(), UniverseReason.HELD)
        : entry;
  }

  /** Which symbol's bars count on which dates, as it is known of the run's date. */
  public SymbolLineage lineage(SessionRun run) {
    return store.lineage(run.date());
  }

  /** Those of a portfolio, what they became, and what they were called before. */
  private Set<Symbol> named(String portfolio, SessionRun run) {
    SymbolLineage lineage = lineage(run);
    Set<Symbol> named = new TreeSet<>();
    for (Symbol held : scopes.heldIn(portfolio, run.date())) {
      named.add(held);
      named.addAll(lineage.heldInstead(held, LocalDate.MIN));
      lineage.segments(held).forEach(segment -> named.add(segment.symbol()));
    }
    return named;
  }

  /** What the portfolio held on an earlier session of the run's range and no more on its date. */
  private Stream<UniverseSymbol> formerlyHeld(SessionRun run, List<UniverseSymbol> universe) {
    Set<Symbol> decided =
        universe.stream().map(UniverseSymbol::symbol).collect(Collectors.toUnmodifiableSet());
    return named(run.scope().names().get(0), run).stream()
        .filter(symbol -> !decided.contains(symbol))
        .map(symbol -> new UniverseSymbol(symbol, AssetKind.of(symbol), UniverseReason.HELD));
  }

  /**
   * Takes out symbols that turned out to be listed only after the run's session. To be called in a
   * transaction.
   */
  public void notYetListed(SessionRun run, Collection<Symbol> symbols) {
    if (symbols.isEmpty()) {
      return;
    }
    store.notYetListed(run.instanceId(), symbols);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            forget();
          }
        });
  }

  private synchronized void forget() {
    keptFor = null;
  }

  /** As it was stored, else as it would be decided now. */
  public synchronized List<UniverseSymbol> all(SessionRun run) {
    if (!run.equals(keptFor)) {
      List<UniverseSymbol> stored = store.ofRun(run.instanceId());
      if (stored.isEmpty()) {
        return decidedNow(run);
      }
      kept = stored;
      keptFor = run;
    }
    return kept;
  }

  private Predicate<UniverseSymbol> inScope(SessionRun run) {
    RunScope scope = run.scope();
    Set<Symbol> named =
        switch (scope.kind()) {
          case ALL -> Set.of();
          case PORTFOLIO -> named(scope.names().get(0), run);
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
  public Sessions wanted(SessionRun run) {
    return earliest(run.scope())
        .filter(entry -> entry.isBefore(run.lookback().first()))
        .map(entry -> Sessions.of(calendar.sessions(calendar.withinRange(entry), run.date())))
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
