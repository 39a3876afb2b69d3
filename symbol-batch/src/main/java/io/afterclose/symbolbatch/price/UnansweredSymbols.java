package io.afterclose.symbolbatch.price;

import io.afterclose.quant.symbol.Symbol;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Why symbols got no price in this step, as their providers put it. */
final class UnansweredSymbols {

  private final Map<Symbol, String> reasons = new ConcurrentHashMap<>();

  void clear() {
    reasons.clear();
  }

  void note(FetchedPrices fetched) {
    if (fetched.rows().isEmpty() && !fetched.passedOver().isEmpty()) {
      reasons.put(fetched.symbol().symbol(), fetched.passedOver());
    }
  }

  /** The reasons, or what to say when nobody gave one. */
  String reason(Symbol symbol, String otherwise) {
    return reasons.getOrDefault(symbol, otherwise);
  }
}
