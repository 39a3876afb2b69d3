package io.afterclose.symbolbatch.price;

import io.afterclose.quant.symbol.Symbol;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Why symbols got no price in this step, as their providers put it. */
final class FetchFailures {

  private final Map<Symbol, NoData> noData = new ConcurrentHashMap<>();

  void clear() {
    noData.clear();
  }

  void note(FetchedPrices fetched) {
    fetched.noData().ifPresent(reason -> noData.put(fetched.symbol().symbol(), reason));
  }

  /** Why there was no answer, or none for the target date; empty when there was one. */
  Optional<NoData> of(Symbol symbol) {
    return Optional.ofNullable(noData.get(symbol));
  }

  /** Whether for none of some symbols anybody could be reached. */
  boolean allDown(Collection<Symbol> symbols) {
    return symbols.stream().allMatch(symbol -> of(symbol).filter(NoData::allDown).isPresent());
  }
}
