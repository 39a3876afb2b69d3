package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Symbols that lack exposures on some dates near each other, few enough for one transaction.
 *
 * @param byDate what each date lacks
 */
record MissingFits(SortedMap<LocalDate, Set<Symbol>> byDate) {

  MissingFits {
    byDate = Collections.unmodifiableSortedMap(new TreeMap<>(byDate));
  }

  /** All of them, on whatever date, in symbol order. */
  List<Symbol> symbols() {
    return byDate.values().stream().flatMap(Set::stream).distinct().sorted().toList();
  }
}
