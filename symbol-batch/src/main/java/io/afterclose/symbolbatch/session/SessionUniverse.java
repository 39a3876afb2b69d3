package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private final OnboardingQueueStore queue;
  private final TradingCalendar calendar;
  private final Clock clock;

  private @Nullable SessionRun keptFor;
  private List<UniverseSymbol> kept = List.of();
  private volatile Since asked = Since.NOTHING;

  /** Of which symbols a run asks for prices since a day that is before its lookback. */
  private record Since(Set<Symbol> symbols, LocalDate day) {

    static final Since NOTHING = new Since(Set.of(), LocalDate.MAX);
  }

  public SessionUniverse(
      UniverseStore store,
      ScopeStore scopes,
      OnboardingQueueStore queue,
      TradingCalendar calendar,
      Clock clock) {
    this.store = store;
    this.scopes = scopes;
    this.queue = queue;
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
    List<UniverseSymbol> universe = withRequested(run, store.decide(run.date()));
    Stream<UniverseSymbol> inScope = universe.stream().filter(inScope(run));
    return run.scope().kind() == RunScope.Kind.PORTFOLIO
        ? Stream.concat(inScope.map(SessionUniverse::heldBefore), formerlyHeld(run, universe))
            .sorted(BY_SYMBOL)
            .toList()
        : inScope.toList();
  }

  /**
   * The symbols of a run that the onboarding queue asks for. It is undated: only a run of the
   * latest session, or one that names them, is for them.
   */
  private Set<Symbol> requested(SessionRun run) {
    RunScope scope = run.scope();
    if (scope.kind() == RunScope.Kind.PORTFOLIO || (scope.isAll() && !decisive(run))) {
      return Set.of();
    }
    Set<Symbol> requested = new TreeSet<>(queue.waiting());
    if (!scope.isAll()) {
      requested.retainAll(named(scope));
    }
    return requested;
  }

  /**
   * What is asked for is in, held or not yet; of a symbol that has ended its sessions before that.
   */
  private List<UniverseSymbol> withRequested(SessionRun run, List<UniverseSymbol> universe) {
    Map<Symbol, UniverseSymbol> all = new TreeMap<>();
    universe.forEach(entry -> all.put(entry.symbol(), entry));
    requested(run)
        .forEach(
            symbol ->
                all.merge(
                    symbol,
                    requested(symbol, run),
                    (decided, asked) ->
                        decided.reason() == UniverseReason.ENDED ? asked : decided));
    return List.copyOf(all.values());
  }

  private static UniverseSymbol requested(Symbol symbol, SessionRun run) {
    boolean expired =
        OptionContract.parse(symbol.text())
            .filter(contract -> contract.expiredOn(run.date()))
            .isPresent();
    return new UniverseSymbol(
        symbol,
        AssetKind.of(symbol),
        expired ? UniverseReason.EXPIRED_OPTION : UniverseReason.REQUESTED);
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
          case SYMBOLS -> named(scope);
        };
    return entry ->
        scope.isAll()
            || entry.reason() == UniverseReason.FACTOR_ETF
            || named.contains(entry.symbol());
  }

  private static Set<Symbol> named(RunScope symbols) {
    return symbols.names().stream().map(Symbol::of).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The sessions on which the run needs prices of its symbols: its lookback, and all since the
   * earliest entry for a portfolio, for symbols that the onboarding queue asks for and for those
   * that it prices first, and then for the factor ETFs too.
   */
  public Map<UniverseSymbol, Sessions> wanted(SessionRun run) {
    Set<Symbol> longer = longer(run);
    Optional<LocalDate> earliest = earliest(run.scope(), longer);
    Sessions sessions = earliest.map(entry -> since(entry, run)).orElse(run.lookback());
    boolean portfolio = run.scope().kind() == RunScope.Kind.PORTFOLIO;
    Map<UniverseSymbol, Sessions> wanted = new LinkedHashMap<>();
    Set<Symbol> since = new HashSet<>();
    for (UniverseSymbol entry : included(run)) {
      boolean all =
          portfolio
              || entry.reason() == UniverseReason.FACTOR_ETF
              || longer.contains(entry.symbol());
      wanted.put(entry, all ? sessions : run.lookback());
      if (all) {
        since.add(entry.symbol());
      }
    }
    asked = new Since(Set.copyOf(since), earliest.orElse(LocalDate.MAX));
    return wanted;
  }

  /** The first day since which {@link #wanted} asked for prices of a symbol. */
  public LocalDate askedSince(SessionRun run, Symbol symbol) {
    LocalDate lookback = run.date().minusDays(SessionRun.LOOKBACK_DAYS);
    Since last = asked;
    return last.symbols().contains(symbol) && last.day().isBefore(lookback) ? last.day() : lookback;
  }

  /** What is asked for, and what found no room in the queue or was given up there. */
  private Set<Symbol> longer(SessionRun run) {
    RunScope scope = run.scope();
    if (scope.kind() == RunScope.Kind.PORTFOLIO) {
      return Set.of();
    }
    Set<Symbol> longer = new TreeSet<>(scopes.heldFirstPricedBy(run.instanceId(), run.date()));
    if (!scope.isAll()) {
      longer.retainAll(named(scope));
    }
    longer.addAll(requested(run));
    return longer;
  }

  private Sessions since(LocalDate entry, SessionRun run) {
    return entry.isBefore(run.lookback().first())
        ? Sessions.of(calendar.sessions(calendar.withinRange(entry), run.date()))
        : run.lookback();
  }

  private Optional<LocalDate> earliest(RunScope scope, Set<Symbol> longer) {
    if (scope.kind() == RunScope.Kind.PORTFOLIO) {
      return scopes.earliestEntry(scope.names().get(0));
    }
    return longer.isEmpty() ? Optional.empty() : scopes.earliestEntry(longer);
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
