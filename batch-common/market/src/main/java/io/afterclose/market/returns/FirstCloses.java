package io.afterclose.market.returns;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What spin-offs are worth to the shares of the parent: the ratio × the first close of the child on
 * or after the ex-date, at most ten days later. Until that is known, the parent has no return on
 * the ex-date, since its fall would be none.
 */
final class FirstCloses {

  /** A child that has not traded for so long is unlisted. */
  private static final int DAYS = 10;

  private record SpinOff(CorporateAction action, PriceHistory.Builder parent) {}

  private final List<SpinOff> spinOffs = new ArrayList<>();
  private final Map<Symbol, NavigableMap<LocalDate, Double>> closes = new HashMap<>();

  void wanted(CorporateAction spinOff, PriceHistory.Builder parent) {
    spinOffs.add(new SpinOff(spinOff, parent));
    closes.put(spinOff.otherSymbol().orElseThrow(), new TreeMap<>());
  }

  Set<Symbol> children() {
    return Collections.unmodifiableSet(closes.keySet());
  }

  /** One more close of any symbol, USD. */
  void close(Symbol symbol, LocalDate date, double close) {
    NavigableMap<LocalDate, Double> ofChild = closes.get(symbol);
    if (ofChild != null) {
      ofChild.put(date, close);
    }
  }

  /** Adds to each parent what its children are worth, once all closes are there. */
  void apply() {
    for (SpinOff spinOff : spinOffs) {
      LocalDate exDate = spinOff.action().exDate();
      Map.Entry<LocalDate, Double> first =
          closes
              .getOrDefault(
                  spinOff.action().otherSymbol().orElseThrow(), Collections.emptyNavigableMap())
              .ceilingEntry(exDate);
      if (first == null || first.getKey().isAfter(exDate.plusDays(DAYS))) {
        spinOff.parent().unknownCash(exDate);
      } else {
        spinOff.parent().cash(exDate, spinOff.action().value().doubleValue() * first.getValue());
      }
    }
  }
}
