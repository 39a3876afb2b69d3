package io.afterclose.symbolbatch.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.symbolbatch.onboarding.SymbolVerdict.Kind;
import io.afterclose.symbolbatch.price.CollectPrices;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what became of the symbols of a run that has completed from what it stored. */
final class Verdicts {

  private final PriceStore prices;
  private final UniverseStore universe;
  private final ItemFailureStore failures;
  private final JobHistoryStore history;

  Verdicts(Database database, ProcessContext process) {
    this.prices = new PriceStore(database.dataSource(), process.clock());
    this.universe = new UniverseStore(database.dataSource(), process.clock());
    this.failures = new ItemFailureStore(database.dataSource(), process.clock());
    this.history = new JobHistoryStore(database.dataSource());
  }

  /** What became of each of the symbols, in their order. */
  List<SymbolVerdict> of(LocalDate session, RunScope scope, Collection<Symbol> symbols) {
    long instance =
        history
            .latest(JobName.SYMBOL_BATCH, session, scope.text())
            .orElseThrow(() -> new IllegalStateException("the run left no record"))
            .execution()
            .instanceId();
    Map<Symbol, UniverseReason> decided =
        universe.ofRun(instance).stream()
            .collect(Collectors.toMap(UniverseSymbol::symbol, UniverseSymbol::reason));
    Set<Symbol> unknown = universe.unknownIn(instance);
    Set<Symbol> priced = prices.priced(symbols);
    Map<String, ItemFailure> failed =
        failures.ofInstance(instance, CollectPrices.PHASE).stream()
            .collect(Collectors.toMap(ItemFailure::item, Function.identity()));
    return symbols.stream()
        .map(
            symbol ->
                Optional.ofNullable(decided.get(symbol))
                    .flatMap(reason -> leftOut(symbol, reason, session))
                    .orElseGet(
                        () ->
                            priced.contains(symbol)
                                ? new SymbolVerdict(symbol, Kind.DONE, "")
                                : unpriced(
                                    symbol,
                                    unknown.contains(symbol),
                                    Optional.ofNullable(failed.get(symbol.text())))))
        .toList();
  }

  /** Why no provider was asked for it; empty where one was. */
  private static Optional<SymbolVerdict> leftOut(
      Symbol symbol, UniverseReason reason, LocalDate session) {
    String why =
        switch (reason) {
          case EXPIRED_OPTION -> "the contract expired before " + session;
          case DEACTIVATED ->
              "it was deactivated, since no provider knew it; 'symbol-batch universe reactivate"
                  + " SYMBOL --reason TEXT' brings it back";
          case NOT_YET_LISTED -> "it is listed only after " + session;
          default -> "";
        };
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(new SymbolVerdict(symbol, Kind.HOPELESS, why));
  }

  private static SymbolVerdict unpriced(
      Symbol symbol, boolean unknown, Optional<ItemFailure> failure) {
    String why = failure.map(ItemFailure::detail).orElse("no provider has a usable price");
    if (unknown) {
      return new SymbolVerdict(symbol, Kind.HOPELESS, "no provider knows it: " + why);
    }
    Kind kind =
        switch (failure.map(ItemFailure::reason).orElse("")) {
          case CollectPrices.PROVIDERS_DOWN -> Kind.NO_ATTEMPT;
          case CollectPrices.NO_PROVIDER -> Kind.HOPELESS;
          default -> Kind.FAILED_ATTEMPT;
        };
    return new SymbolVerdict(symbol, kind, why);
  }
}
